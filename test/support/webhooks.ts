/** Webhooks and events over HTTP. */
import { expect } from 'vitest';
import type { Delivery, Webhook } from '../../shared/contract/webhooks.ts';
import { TestClock } from './clock.ts';
import { createKey, type OpenOrg, openOrg } from './keys.ts';
import type { TestPerson } from './people.ts';
import type { TestServer, TestServerOptions } from './server.ts';
import { until } from './until.ts';

/** The back-off has no jitter. */
export const NO_JITTER = () => 0.5;

/**
 * A server that may send to this machine, whose clock begins now, since receivers refuse
 * what is signed at another time. `prepare` goes before anything is sent.
 */
export function webhookOrg(options: TestServerOptions = {}): Promise<OpenOrg> {
  const { environment, webhooks, ...rest } = options;
  return openOrg({
    clock: clockOfToday(),
    environment: { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true', ...environment },
    webhooks: { random: NO_JITTER, ...webhooks, limits: { pollEvery: 10, ...webhooks?.limits } },
    ...rest,
  });
}

export function clockOfToday(): TestClock {
  const clock = new TestClock();
  clock.advance(Date.now() - clock.now());
  return clock;
}

export interface WebhookWish {
  url: string;
  entity?: string;
  operation?: 'create' | 'update' | 'delete' | '*';
  keyId?: string;
}

type Server = Pick<TestServer, 'request'>;

/** A webhook of the person, tied to a new key of theirs where none is named. */
export async function createWebhook(
  server: Server,
  person: Pick<TestPerson, 'orgId' | 'token'>,
  { url, entity = 'task', keyId, ...rest }: WebhookWish,
): Promise<{ webhook: Webhook; secret: string }> {
  const key = keyId ?? (await createKey(server, person)).key.id;
  const answer = await server.request<{ webhook: Webhook; secret: string }>(
    'POST',
    `/v1/orgs/${person.orgId}/webhooks`,
    { token: person.token, body: { url, entity, keyId: key, ...rest } },
  );
  expect(answer.status, JSON.stringify(answer.body)).toBe(201);
  return answer.body;
}

export type Publish = (event?: {
  entity?: string;
  operation?: 'create' | 'update' | 'delete';
  data?: unknown;
}) => Promise<{ eventId: string; deliveries: number }>;

/** Publishes as an API does, with a key of the admin's. */
export async function publisher(server: Server, admin: TestPerson): Promise<Publish> {
  const scopes = ['keyturn.events:publish'];
  const { secret: token } = await createKey(server, admin, { name: 'Tasks API', scopes });
  return async ({ entity = 'task', operation = 'create', data = { id: 7 } } = {}) => {
    const path = `/v1/orgs/${admin.orgId}/events`;
    const answer = await server.request<{ eventId: string; deliveries: number }>('POST', path, {
      token,
      body: { entity, operation, data },
    });
    expect(answer.status, JSON.stringify(answer.body)).toBe(202);
    return answer.body;
  };
}

/** What a person can ask about their webhooks. */
export function webhooksAs({ request }: Server, { orgId, token }: TestPerson) {
  const path = `/v1/orgs/${orgId}/webhooks`;
  const list = async (query = ''): Promise<Webhook[]> =>
    (await request<{ items: Webhook[] }>('GET', `${path}${query}`, { token })).body.items;
  const one = async (id: string): Promise<Webhook> => {
    const found = (await list('?owner=me')).find((webhook) => webhook.id === id);
    if (!found) throw new Error(`No webhook ${id}`);
    return found;
  };
  const deliveries = async (id: string): Promise<Delivery[]> =>
    (await request<{ items: Delivery[] }>('GET', `${path}/${id}/deliveries`, { token })).body.items;
  return {
    list,
    one,
    deliveries,
    set: (id: string, status: 'active' | 'paused') =>
      request<Webhook>('PATCH', `${path}/${id}`, { token, body: { status } }),
    remove: (id: string) => request('DELETE', `${path}/${id}`, { token }),
    /** Once its newest delivery is as wished; gives that. */
    async newest(id: string, isReady: (delivery: Delivery) => boolean): Promise<Delivery> {
      let newest: Delivery | undefined;
      await until(async () => {
        newest = (await deliveries(id))[0];
        return newest !== undefined && isReady(newest);
      });
      return newest as Delivery;
    },
  };
}
