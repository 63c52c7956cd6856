/**
 * The systems that Keyturn has to cover (PRODUCT.md, "The seeds, row by row"), each as
 * one story over HTTP: the real server, and the sample API behind the real guard.
 */
import { expect, onTestFinished, test } from 'vitest';
import { keyturn } from '../../server/guard/express.ts';
import { createTasksApi } from '../../server/sample/tasks-api.ts';
import type { AuditEntry } from '../../shared/contract/audit.ts';
import type { Key } from '../../shared/contract/keys.ts';
import type { Member } from '../../shared/contract/people.ts';
import type { KeyRequest } from '../../shared/contract/requests.ts';
import type { Webhook } from '../../shared/contract/webhooks.ts';
import { DAY } from '../support/clock.ts';
import { createKey, keysAs, type OpenOrg, openOrg } from '../support/keys.ts';
import { listen } from '../support/listen.ts';
import { addService, roleIdOf, setApiAccess, type TestPerson } from '../support/people.ts';
import type { TestServer } from '../support/server.ts';

type Issued = { key: Key; secret: string };

/** The tasks API, checking with a key of the admin's; answers the status of a call with a key. */
async function tasksApi({ server, ada }: OpenOrg) {
  const service = await createKey(server, ada, {
    name: 'Tasks API',
    scopes: ['keyturn.keys:verify'],
  });
  const guard = keyturn({ server: server.address, key: service.secret });
  const api = await listen((publicUrl) => createTasksApi({ guard, publicUrl }));
  onTestFinished(() => api.close());
  const call = async (method: string, path: string, secret: string, body?: unknown) => {
    const answer = await fetch(api.url + path, {
      method,
      headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    await answer.arrayBuffer();
    return answer.status;
  };
  return {
    list: (secret: string) => call('GET', '/tasks', secret),
    add: (secret: string) => call('POST', '/tasks', secret, { title: 'Call the bank' }),
    change: (secret: string) => call('PATCH', '/tasks/tsk_9t5gjo', secret, { state: 'done' }),
    remove: (secret: string) => call('DELETE', '/tasks/tsk_none', secret),
  };
}

const as =
  ({ request }: TestServer, { token, orgId }: TestPerson) =>
  <B>(method: string, path: string, body?: unknown) =>
    request<B>(method, `/v1/orgs/${orgId}${path}`, { token, body });

test('000 SmartSuite, generating: a key with its owner’s rights; destroyed and regenerated, the old one stops at once', async () => {
  const world = await openOrg();
  const { server, bob } = world;
  const api = await tasksApi(world);
  const first = await createKey(server, bob, { name: 'Spreadsheet sync', scopes: ['*'] });
  expect(first.key.effectiveScopes).toEqual(['*']);
  expect(await api.list(first.secret)).toBe(200);
  expect(await api.add(first.secret)).toBe(201);

  const next = await keysAs(server, bob)<Issued>('POST', first.key.id, '/regenerate');
  expect(next.status).toBe(201);
  expect(next.body.key.name).toBe('Spreadsheet sync');
  expect(await api.list(first.secret)).toBe(401);
  expect(await api.list(next.body.secret)).toBe(200);

  expect((await keysAs(server, bob)('DELETE', next.body.key.id)).status).toBe(204);
  expect(await api.list(next.body.secret)).toBe(401);
});

test('001 SmartSuite, permissions: the role decides what a key may do, at once; several named keys; dedicated API members; what is due for rotation shows', async () => {
  const world = await openOrg();
  const { server, ada, bob } = world;
  const api = await tasksApi(world);
  const full = await createKey(server, bob, { name: 'Full', scopes: ['*'] });
  server.clock.advance(1);
  const reading = await createKey(server, bob, { name: 'Reading', scopes: ['tasks:read'] });
  expect(await api.add(full.secret)).toBe(201);
  expect(await api.change(full.secret)).toBe(200);
  expect(await api.remove(full.secret)).toBe(404);
  expect(await api.list(reading.secret)).toBe(200);
  expect(await api.add(reading.secret)).toBe(403);

  const readOnly = await roleIdOf(server, ada, 'read-only');
  await as(server, ada)('PATCH', `/members/${bob.memberId}`, { roleId: readOnly });
  expect(await api.list(full.secret)).toBe(200);
  for (const refused of [api.add, api.change, api.remove])
    expect(await refused(full.secret)).toBe(403);

  const { body } = await as(server, bob)<{ items: Key[] }>('GET', '/keys');
  expect(body.items.map(({ name }) => name)).toEqual(['Reading', 'Full']);
  expect(JSON.stringify(body)).not.toContain(full.secret);

  const service = await addService(server, ada, 'read-only');
  const dedicated = await createKey(server, ada, {
    name: 'Nightly import',
    scopes: ['tasks:read'],
    ownerId: service.id,
  });
  expect(await api.list(dedicated.secret)).toBe(200);
  expect(await api.add(dedicated.secret)).toBe(403);

  const off = await keysAs(server, bob)('POST', reading.key.id, '/disable');
  expect(off.body.status).toBe('disabled');
  expect(await api.list(reading.secret)).toBe(401);
  await keysAs(server, bob)('POST', reading.key.id, '/enable');
  expect(await api.list(reading.secret)).toBe(200);

  // What a reminder to review and rotate goes by: when it was made, last used, and ends.
  server.clock.advance(120 * DAY);
  const token = (await signInAgain(server, bob)).token;
  const due = await as(server, { ...bob, token })<{ items: Key[] }>('GET', '/keys');
  const old = due.body.items.find(({ name }) => name === 'Reading') as Key;
  expect(server.clock.now() - Date.parse(old.lastUsedAt as string)).toBe(120 * DAY);
  expect(server.clock.now() - Date.parse(old.createdAt)).toBe(120 * DAY);
});

test('002 SuiteOp: the list and what is hidden in it, the create dialog’s choices, shown once, revoked, in its org only, and every request recorded', async () => {
  const world = await openOrg();
  const { server, ada, bob } = world;
  const api = await tasksApi(world);
  const ask = as(server, bob);
  const made: Issued[] = [];
  for (const expiresIn of [undefined, '30d', '90d', '365d']) {
    const wish = {
      name: `Zapier ${expiresIn ?? 'for ever'}`,
      scopes: ['tasks:read', 'tasks:create'],
    };
    made.push(await createKey(server, bob, expiresIn ? { ...wish, expiresIn } : wish));
  }
  const [forEver, month] = made as [Issued, Issued];
  expect(forEver.key).toMatchObject({ expiresAt: null, lastUsedAt: null, status: 'active' });
  expect(Date.parse(month.key.expiresAt as string) - server.clock.now()).toBe(30 * DAY);
  expect((await ask('POST', '/keys', { name: 'Nothing', scopes: [] })).status).toBe(422);
  const catalogue = await ask<{ items: { scope: string; label: string; group: string }[] }>(
    'GET',
    '/permissions',
  );
  expect(catalogue.body.items).toContainEqual(
    expect.objectContaining({ scope: 'tasks:read', label: 'View tasks', group: 'Tasks' }),
  );

  expect(await api.list(forEver.secret)).toBe(200);
  expect(await api.remove(forEver.secret)).toBe(403);
  const record = await ask<{ items: KeyRequest[] }>('GET', `/keys/${forEver.key.id}/requests`);
  expect(record.body.items).toMatchObject([
    {
      outcome: 'insufficient_scope',
      scopes: ['tasks:delete'],
      method: 'DELETE',
      path: '/tasks/tsk_none',
    },
    { outcome: 'valid', scopes: ['tasks:read'], method: 'GET', path: '/tasks' },
  ]);

  server.clock.advance(15 * DAY);
  const revoked = made[2] as Issued;
  await keysAs(server, bob)('POST', revoked.key.id, '/revoke', { reason: 'No longer used' });
  expect(await api.list(revoked.secret)).toBe(401);
  server.clock.advance(15 * DAY);
  const token = (await signInAgain(server, bob)).token;
  const later = as(server, { ...bob, token });
  const shown = async (query: string) =>
    (await later<{ items: Key[] }>('GET', `/keys${query}`)).body.items.map(
      ({ name, status }) => `${name}: ${status}`,
    );
  const usual = ['Zapier 365d: active', 'Zapier 30d: expired', 'Zapier for ever: active'];
  expect((await shown('')).toSorted()).toEqual(usual.toSorted());
  expect((await shown('?status=any')).toSorted()).toEqual(
    [...usual, 'Zapier 90d: revoked'].toSorted(),
  );
  expect(await api.list(month.secret)).toBe(401);

  const elsewhere = await server.request<{ id: string }>('POST', '/v1/orgs', {
    token,
    body: { name: 'Globex' },
  });
  const other = `/v1/orgs/${elsewhere.body.id}/keys/${forEver.key.id}`;
  expect((await server.request('GET', other, { token })).status).toBe(404);
  const audit = await as(server, await signInAgain(server, ada))<{ items: AuditEntry[] }>(
    'GET',
    `/audit?target=${revoked.key.id}`,
  );
  expect(audit.body.items.map(({ action }) => action)).toEqual(['key.revoked', 'key.created']);
});

test('003 Workbase: a name and an optional expiry date; renamed; deleted for good; an expiry never changes, an expired key never returns', async () => {
  const world = await openOrg();
  const { server, bob } = world;
  const api = await tasksApi(world);
  const expiresAt = new Date(server.clock.now() + 10 * DAY).toISOString();
  const { key, secret } = await createKey(server, bob, { name: 'Partner', expiresAt });
  const open = await createKey(server, bob, { name: 'Without a date' });
  expect([key.expiresAt, open.key.expiresAt]).toEqual([expiresAt, null]);
  const ask = keysAs(server, bob);
  expect((await ask('PATCH', key.id, '', { name: 'Partner B' })).body.name).toBe('Partner B');
  const changed = await ask<{ code: string }>('PATCH', key.id, '', { expiresAt: null });
  expect([changed.status, changed.body.code]).toEqual([422, 'immutable']);

  server.clock.advance(10 * DAY);
  expect(await api.list(secret)).toBe(401);
  for (const path of ['/enable', '/regenerate'] as const) {
    const answer = await ask<{ code: string }>('POST', key.id, path);
    expect([answer.status, answer.body.code]).toEqual([409, 'key_expired']);
  }
  expect((await ask('DELETE', key.id)).status).toBe(204);
  expect((await ask('GET', key.id)).status).toBe(404);
  expect(await api.list(secret)).toBe(401);
  expect(await api.list(open.secret)).toBe(200);
});

test('004 Crelate: access per org and role, off by default; one switch makes and voids a key; clear a member’s key; webhooks with a key, paused and resumed; links to the documentation', async () => {
  const world = await openOrg();
  const { server, ada, bob } = world;
  const api = await tasksApi(world);
  const admin = as(server, ada);
  const member = as(server, bob);

  await setApiAccess(server, ada, false);
  expect((await member<{ code: string }>('PUT', '/me/api-key', { enabled: true })).body.code).toBe(
    'api_access_off',
  );
  const adminsOwn = await admin<Issued>('PUT', '/me/api-key', { enabled: true });
  expect(adminsOwn.status).toBe(201);
  expect(await api.list(adminsOwn.body.secret)).toBe(200);

  await setApiAccess(server, ada, true);
  const role = await roleIdOf(server, ada, 'member');
  await admin('PATCH', `/roles/${role}`, { apiAccess: false });
  expect((await member('PUT', '/me/api-key', { enabled: true })).status).toBe(403);
  await admin('PATCH', `/roles/${role}`, { apiAccess: true });

  const on = await member<Issued>('PUT', '/me/api-key', { enabled: true });
  expect(await api.add(on.body.secret)).toBe(201);
  const again = await keysAs(server, bob)<Issued>('POST', on.body.key.id, '/regenerate');
  expect(await api.list(on.body.secret)).toBe(401);
  await member('PUT', '/me/api-key', { enabled: false });
  expect(await api.list(again.body.secret)).toBe(401);

  const { secret, key } = (await member<Issued>('PUT', '/me/api-key', { enabled: true })).body;
  const hook = await member<{ webhook: Webhook }>('POST', '/webhooks', {
    url: 'https://hooks.example.com/tasks',
    entity: 'task',
    operation: 'create',
    keyId: key.id,
  });
  expect(hook.status).toBe(201);
  const hooks = async () =>
    (await member<{ items: Webhook[] }>('GET', '/webhooks')).body.items.map(
      ({ url, entity, operation, status }) => `${url} ${entity} ${operation} ${status}`,
    );
  expect(await hooks()).toEqual(['https://hooks.example.com/tasks task create active']);
  await member('PATCH', `/webhooks/${hook.body.webhook.id}`, { status: 'paused' });
  expect(await hooks()).toEqual(['https://hooks.example.com/tasks task create paused']);
  await member('PATCH', `/webhooks/${hook.body.webhook.id}`, { status: 'active' });

  const holders = async () =>
    (await admin<{ items: Member[] }>('GET', '/members')).body.items.find(
      ({ id }) => id === bob.memberId,
    );
  expect(await holders()).toMatchObject({ activeKeyCount: 1, webhookCount: 1 });
  const cleared = await admin<{ revoked: number }>('POST', `/members/${bob.memberId}/clear-keys`);
  expect(cleared.body).toEqual({ revoked: 1 });
  expect(await api.list(secret)).toBe(401);
  expect(await hooks()).toEqual(['https://hooks.example.com/tasks task create stopped']);
  expect(await holders()).toMatchObject({ activeKeyCount: 0 });
  expect((await member('PUT', '/me/api-key', { enabled: true })).status).toBe(201);

  const documentationUrl = 'https://developers.example.com';
  await admin('PATCH', '', { documentationUrl });
  expect((await member('GET', '')).body).toMatchObject({ documentationUrl });
  for (const path of ['/docs', '/reference']) {
    expect((await fetch(server.address + path)).status).toBe(200);
  }
});

/** Sessions end after 30 days, and these stories go on for longer. */
async function signInAgain(server: TestServer, person: TestPerson): Promise<TestPerson> {
  const { body } = await server.request<{ token: string }>('POST', '/v1/sessions', {
    body: { email: person.email, password: 'correct horse battery' },
  });
  return { ...person, token: body.token };
}
