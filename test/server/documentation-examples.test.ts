/** The examples of the documentation are requests that work. */
import { describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { BODY_EXAMPLES, QUERY_EXAMPLES } from '../../server/docs/examples.ts';
import { openApiDocument } from '../../server/docs/openapi.ts';
import { entriesOf } from '../../server/docs/reference-page.ts';
import { bodyText, requestExample } from '../../server/docs/request-example.ts';
import type { OperationName } from '../../shared/contract/endpoints.ts';
import { OPERATIONS, type Operation } from '../../shared/contract/operations.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { inviteOnly, roleIdOf, setUp } from '../support/people.ts';
import { serverWithResetCode } from '../support/reset-code.ts';
import { type TestServer, testServer } from '../support/server.ts';

const bodies = Object.entries(BODY_EXAMPLES) as [OperationName, unknown][];
const queries = Object.entries(QUERY_EXAMPLES) as [OperationName, Record<string, unknown>][];
const operations: Record<string, Operation> = OPERATIONS;
const entries = entriesOf(openApiDocument('1.0.0'));
const entryOf = (name: string) => {
  const entry = entries.find(({ operationId }) => operationId === name);
  if (!entry) throw new Error(`${name} is not documented`);
  return entry;
};

function complaints(schema: z.ZodType | undefined, value: unknown): unknown {
  return schema ? (schema.safeParse(value).error?.issues ?? []) : 'no schema';
}

test.each(bodies)('the example body of %s is valid', (name, body) => {
  expect(complaints(operations[name]?.body, body)).toEqual([]);
  const { requestBody } = entryOf(name);
  expect(Object.values(requestBody?.content ?? {})).toMatchObject([{ example: body }]);
});

test.each(queries)('the example query of %s is valid', (name, query) => {
  expect(complaints(operations[name]?.query, query)).toEqual([]);
  for (const [field, example] of Object.entries(query)) {
    expect(entryOf(name).parameters).toContainEqual(
      expect.objectContaining({ name: field, in: 'query', example }),
    );
  }
});

test.each(entries.map((entry) => [entry.operationId, entry] as const))(
  'the reference shows a request for %s',
  (_name, entry) => {
    const lines = requestExample(entry).split('\n');
    expect(lines[0]).toMatch(new RegExp(`^${entry.method} /`));
    expect(lines.some((line) => line.startsWith('Authorization: '))).toBe(
      entry.security.length > 0,
    );
  },
);

/** Sends an example as it is documented; `change` gives what only this server knows. */
async function send(
  server: Pick<TestServer, 'request'>,
  name: keyof typeof BODY_EXAMPLES | keyof typeof QUERY_EXAMPLES,
  { token, ids = {}, change = {} }: { token?: string; ids?: object; change?: object } = {},
): Promise<unknown> {
  const { method, path, parameters = [], requestBody } = entryOf(name);
  const url = path.replace(/\{(\w+)\}/g, (_, id) => String((ids as Record<string, string>)[id]));
  const query = new URLSearchParams();
  for (const { in: place, name: field, example } of parameters) {
    if (place === 'query' && example !== undefined) query.set(field, String(example));
  }
  const [content] = Object.entries(requestBody?.content ?? {});
  const { status, body } = await server.request(method, query.size > 0 ? `${url}?${query}` : url, {
    token,
    ...(content && {
      raw: bodyText(content[0], { ...(content[1].example as object), ...change }),
      headers: { 'Content-Type': content[0] },
    }),
  });
  expect(status, `${name}: ${JSON.stringify(body)}`).toBeLessThan(300);
  return body;
}

describe('sent to a server', () => {
  test('to set it up, to sign in, to accept an invitation and to change the password', async () => {
    const server = await testServer();
    await send(server, 'setup', { change: { setupCode: server.setupCode } });
    const { token } = (await send(server, 'createSession')) as { token: string };
    await send(server, 'listSessions', { token });
    await send(server, 'changePassword', { token });
  });

  test('to choose a new password with a reset code', async () => {
    const { server, code } = await serverWithResetCode();
    await send(server, 'resetPassword', { change: { code } });
  });

  test('to accept an invitation', async () => {
    const server = await testServer();
    const ada = await setUp(server);
    const { code } = await inviteOnly(server, ada, { email: 'grace@example.com' });
    await send(server, 'acceptInvitation', { change: { code } });
  });

  test('about an organisation, its roles and its members', async () => {
    const server = await testServer();
    const ada = await setUp(server);
    const { token } = ada;
    const ids = { org: ada.orgId };
    const roleId = await roleIdOf(server, ada, 'admin');
    await send(server, 'createOrg', { token });
    await send(server, 'updateOrg', { token, ids });
    const { id } = (await send(server, 'createRole', { token, ids })) as { id: string };
    await send(server, 'updateRole', { token, ids: { ...ids, id } });
    await send(server, 'listRoles', { token, ids });
    await send(server, 'createMember', { token, ids, change: { roleId } });
    await send(server, 'updateMember', {
      token,
      ids: { ...ids, id: ada.memberId },
      change: { roleId },
    });
    await send(server, 'listMembers', { token, ids });
    await send(server, 'putPermissions', { token, ids });
    await send(server, 'listAudit', { token, ids });
  });

  test('about keys', async () => {
    const { server, ada } = await openOrg();
    const { token } = ada;
    const ids = { org: ada.orgId };
    const { key } = (await send(server, 'createKey', { token, ids })) as { key: { id: string } };
    const one = { token, ids: { ...ids, id: key.id } };
    await send(server, 'listKeys', { token, ids });
    await send(server, 'renameKey', one);
    await send(server, 'disableKey', one);
    await send(server, 'enableKey', one);
    await send(server, 'listKeyRequests', one);
    await send(server, 'listKeyDays', one);
    await send(server, 'regenerateKey', one);
    await send(server, 'revokeKey', one);
    await send(server, 'putPersonalKey', { token, ids });
  });

  test('to have a request for a key denied', async () => {
    const { server, ada, bob } = await openOrg();
    const ids = { org: ada.orgId };
    await send(server, 'updateOrg', {
      token: ada.token,
      ids,
      change: { policy: { requireApproval: true } },
    });
    const body = await send(server, 'createKey', { token: bob.token, ids });
    const { id } = (body as { key: { id: string } }).key;
    await send(server, 'denyKey', { token: ada.token, ids: { ...ids, id } });
  });

  test('by an API: to check a key, and to tell what happened', async () => {
    const { server, ada } = await openOrg();
    const scopes = ['keyturn.keys:verify', 'keyturn.events:publish'];
    const { secret: token } = await createKey(server, ada, { scopes });
    await send(server, 'verify', { token });
    await send(server, 'introspect', { token });
    await send(server, 'publishEvent', { token, ids: { org: ada.orgId } });
  });

  test('about webhooks', async () => {
    const server = { environment: { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true' } };
    const { server: running, ada } = await openOrg(server);
    const { key } = await createKey(running, ada);
    const { token } = ada;
    const ids = { org: ada.orgId };
    const url = 'http://127.0.0.1:9/';
    const body = await send(running, 'createWebhook', {
      token,
      ids,
      change: { url, keyId: key.id },
    });
    const { id } = (body as { webhook: { id: string } }).webhook;
    await send(running, 'updateWebhook', { token, ids: { ...ids, id } });
    await send(running, 'listWebhooks', { token, ids });
    await send(running, 'listDeliveries', { token, ids: { ...ids, id } });
  });
});
