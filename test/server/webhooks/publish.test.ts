import { describe, expect, test } from 'vitest';
import type { Problem } from '../../../shared/contract/errors.ts';
import { createKey, sharedOrg } from '../../support/keys.ts';
import { receiver, verified } from '../../support/receiver.ts';
import { createWebhook, publisher, webhookOrg } from '../../support/webhooks.ts';

const org = sharedOrg();

describe('who is told', () => {
  test('the webhooks of that entity and operation, or of every operation', async () => {
    const { server, ada, bob } = await webhookOrg();
    const url = 'http://127.0.0.1:1/';
    for (const [entity, operation] of [
      ['task', 'create'],
      ['task', 'update'],
      ['task', '*'],
      ['note', '*'],
    ] as const) {
      await createWebhook(server, bob, { url, entity, operation });
    }
    const publish = await publisher(server, ada);
    const told = async (entity: string, operation: 'create' | 'update' | 'delete') =>
      (await publish({ entity, operation })).deliveries;
    expect(await told('task', 'create')).toBe(2);
    expect(await told('task', 'delete')).toBe(1);
    expect(await told('note', 'update')).toBe(1);
    expect(await told('tasks', 'create')).toBe(0);
  });

  test('each with a signature of its own, under one id', async () => {
    const { server, ada, bob } = await webhookOrg();
    const [first, second] = [await receiver(), await receiver()];
    const one = await createWebhook(server, ada, { url: first.url });
    const two = await createWebhook(server, bob, { url: second.url });
    const { eventId } = await (await publisher(server, ada))();
    await Promise.all([first.waitFor(1), second.waitFor(1)]);
    for (const [{ secret }, { received }] of [
      [one, first],
      [two, second],
    ] as const) {
      const [delivery] = received;
      if (!delivery) throw new Error('Nothing came');
      expect(delivery.headers['webhook-id']).toBe(eventId);
      expect(verified(secret, delivery).data).toEqual({ id: 7 });
    }
    const [forFirst] = first.received;
    if (!forFirst) throw new Error('Nothing came');
    expect(() => verified(two.secret, forFirst)).toThrow('No matching signature');
  });
});

/** Publishes with a key that has the scope; answers what the caller is told. */
async function publish(body: unknown, scopes = ['keyturn.events:publish']) {
  const { server, ada } = org();
  const { secret: token } = await createKey(server, ada, { scopes });
  const path = `/v1/orgs/${ada.orgId}/events`;
  return server.request<Partial<Problem>>('POST', path, { token, body });
}
const EVENT = { entity: 'task', operation: 'create', data: { id: 1 } };

test('it needs a key with the scope, not a session', async () => {
  const { server, ada } = org();
  expect((await publish(EVENT, ['*'])).body).toMatchObject({ status: 403, code: 'scope_missing' });
  const path = `/v1/orgs/${ada.orgId}/events`;
  const { body } = await server.request('POST', path, { token: ada.token, body: EVENT });
  expect(body).toMatchObject({ status: 401, code: 'credentials_invalid' });
});

test.each([
  ['entity', 'Task'],
  ['entity', undefined],
  ['operation', '*'],
  ['data', undefined],
])('%s=%j is invalid', async (field, value) => {
  const { body } = await publish({ ...EVENT, [field]: value });
  expect(body).toMatchObject({ status: 422, code: 'invalid_input', errors: [{ path: field }] });
});

test.each([[null], [false], [0], ['text \u0000 \ud800'], [[]], [{ a: [{ b: null }] }]])(
  'data may be %j',
  async (data) => {
    expect((await publish({ ...EVENT, data })).status).toBe(202);
  },
);

test('data that is nested deeply is no failure of the server', async () => {
  const { server, ada } = org();
  const scopes = ['keyturn.events:publish'];
  const { secret: token } = await createKey(server, ada, { scopes });
  const depth = 45_000;
  const answer = await server.request('POST', `/v1/orgs/${ada.orgId}/events`, {
    token,
    raw: `{"entity":"task","operation":"create","data":${'['.repeat(depth)}${']'.repeat(depth)}}`,
    headers: { 'Content-Type': 'application/json' },
  });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'data' }] } });
});
