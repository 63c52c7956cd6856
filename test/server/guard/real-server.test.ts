import { afterAll, beforeAll, expect, test } from 'vitest';
import { keyturn } from '../../../server/guard/express.ts';
import { createTasksApi } from '../../../server/sample/tasks-api.ts';
import type { Key } from '../../../shared/contract/keys.ts';
import { DAY } from '../../support/clock.ts';
import { type Listening, listen } from '../../support/listen.ts';
import { addService, invite, setApiAccess, setUp, type TestPerson } from '../../support/people.ts';
import { startTestServer, type TestServer } from '../../support/server.ts';

let server: TestServer;
let api: Listening;
let admin: TestPerson;
let member: TestPerson;

beforeAll(async () => {
  server = await startTestServer();
  admin = await setUp(server);
  await setApiAccess(server, admin, true);
  member = await invite(server, admin);
  const service = await addService(server, admin, 'admin');
  const checking = await createKey(admin, ['keyturn.keys:verify'], { ownerId: service.id });
  const guard = keyturn({ server: server.address, key: checking.secret });
  api = await listen((publicUrl) => createTasksApi({ guard, publicUrl }));
});
afterAll(async () => {
  await api.close();
  await server.close();
});

async function createKey(person: TestPerson, scopes: string[], more: object = {}) {
  const { orgId, token } = person;
  const { status, body } = await server.request<{ key: Key; secret: string }>(
    'POST',
    `/v1/orgs/${orgId}/keys`,
    { token, body: { name: 'Nightly report', scopes, ...more } },
  );
  expect(status).toBe(201);
  return body;
}

async function act(person: TestPerson, key: Key, what: 'disable' | 'enable' | 'revoke') {
  const path = `/v1/orgs/${person.orgId}/keys/${key.id}/${what}`;
  const { status } = await server.request('POST', path, { token: person.token, body: {} });
  expect(status).toBe(200);
}

async function call(method: string, secret: string) {
  const path = method === 'GET' ? '/tasks' : '/tasks/tsk_none';
  const response = await fetch(api.url + path, {
    method,
    headers: { Authorization: `Bearer ${secret}` },
  });
  const { code } = await response.json();
  return code ? [response.status, code] : [response.status];
}

test('a read key reads, may not delete, and stops the moment it is revoked', async () => {
  const { key, secret } = await createKey(member, ['tasks:read']);
  expect(await call('GET', secret)).toEqual([200]);
  expect(await call('DELETE', secret)).toEqual([403, 'insufficient_scope']);
  await act(member, key, 'revoke');
  expect(await call('GET', secret)).toEqual([401, 'revoked']);
});

test('a deactivated key is refused until it is activated again', async () => {
  const { key, secret } = await createKey(member, ['tasks:*']);
  await act(member, key, 'disable');
  expect(await call('GET', secret)).toEqual([401, 'disabled']);
  await act(member, key, 'enable');
  expect(await call('DELETE', secret)).toEqual([404, 'not_found']);
});

test('with API access off the members are refused; the API goes on checking', async () => {
  const { secret } = await createKey(member, ['*']);
  const admins = await createKey(admin, ['*']);
  await setApiAccess(server, admin, false);
  expect(await call('GET', secret)).toEqual([401, 'api_access_off']);
  expect(await call('GET', admins.secret)).toEqual([200]);
  await setApiAccess(server, admin, true);
  expect(await call('GET', secret)).toEqual([200]);
});

test('an unknown text is refused, and no log holds a key', async () => {
  const { secret } = await createKey(member, ['tasks:read']);
  expect(await call('GET', 'kt_nothing')).toEqual([401, 'malformed']);
  expect(await call('GET', secret)).toEqual([200]);
  expect(server.log()).toContain('/v1/verify');
  expect(server.log()).not.toContain(secret);
});

test('an expired key is refused', async () => {
  const { secret } = await createKey(member, ['tasks:read'], { expiresIn: '30d' });
  server.clock.advance(30 * DAY - 1);
  expect(await call('GET', secret)).toEqual([200]);
  server.clock.advance(1);
  expect(await call('GET', secret)).toEqual([401, 'expired']);
});
