/**
 * Another org's rows are not there, whatever is asked of them. Walks the contract, so
 * that an operation that is added is asked too.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OperationName } from '../../shared/contract/endpoints.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import { methodAndPath, OPERATIONS, type Operation } from '../../shared/contract/operations.ts';
import { RESERVED_SCOPES } from '../../shared/scopes.ts';
import { createKey } from '../support/keys.ts';
import {
  type BuiltInRole,
  invite,
  roleIdOf,
  secondOrg,
  setApiAccess,
  setUp,
  type TestPerson,
} from '../support/people.ts';
import { approvalAs, requestKey, setPolicy } from '../support/policies.ts';
import { startTestServer, type TestServer } from '../support/server.ts';
import { createWebhook } from '../support/webhooks.ts';

let server: TestServer;
/** Admin of Acme and of Globex. */
let ada: TestPerson;
/** An admin too, but of Globex only. */
let bob: TestPerson;
/** Deactivated in Acme. */
let eve: TestPerson;
/** Another admin of Acme. */
let cleo: TestPerson;

beforeAll(async () => {
  server = await startTestServer();
  ada = await setUp(server);
  bob = await invite(server, await secondOrg(server, ada), 'admin');
  eve = await invite(server, ada, 'admin');
  cleo = await invite(server, ada, 'admin');
  await setApiAccess(server, ada, true);
  await setPolicy(server, ada, { requireApproval: true });
  await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${eve.memberId}`, {
    token: ada.token,
    body: { active: false },
  });
});
afterAll(() => server.close());

const inOrg = (Object.keys(OPERATIONS) as OperationName[]).filter((name) =>
  methodAndPath(name).path.includes('{org}'),
);
/** Those that only keys may call, which need that scope. */
const forKeys = inOrg.filter((name) => OPERATIONS[name].caller in RESERVED_SCOPES);
const forPeople = inOrg.filter((name) => !forKeys.includes(name));
const ofOneRow = inOrg.filter((name) => methodAndPath(name).path.includes('{id}'));

let roles = 0;

/** A valid body for each operation that takes one. */
const BODIES: Partial<Record<OperationName, (roleId: string) => unknown>> = {
  updateOrg: () => ({ name: 'Acme' }),
  putPermissions: () => ({ items: [{ scope: 'tasks:read', label: 'View', group: 'Tasks' }] }),
  createRole: () => ({ name: `Auditor ${++roles}`, permissions: ['tasks:read'] }),
  updateRole: () => ({ permissions: ['tasks:read'] }),
  createMember: (roleId) => ({ kind: 'service', name: 'Import', roleId }),
  updateMember: () => ({ name: 'Ada' }),
  createKey: () => ({ name: 'Report', scopes: ['tasks:read'] }),
  renameKey: () => ({ name: 'Report 2' }),
  disableKey: () => ({}),
  enableKey: () => ({}),
  revokeKey: () => ({}),
  regenerateKey: () => ({}),
  denyKey: () => ({ reason: 'Not needed' }),
  putPersonalKey: () => ({ enabled: true }),
  createWebhook: async () => ({
    url: 'https://1.1.1.1/hook',
    entity: 'task',
    keyId: (await createKey(server, ada)).key.id,
  }),
  updateWebhook: () => ({ status: 'paused' }),
  publishEvent: () => ({ entity: 'task', operation: 'create', data: { id: 1 } }),
};

interface Ask {
  as: TestPerson;
  /** The org in the path. */
  orgId: string;
  /** The id in the path. */
  rowId: string;
}

async function ask(name: OperationName, { as, orgId, rowId }: Ask) {
  const { method, path } = methodAndPath(name);
  const operation: Operation = OPERATIONS[name];
  const body = await BODIES[name]?.(await roleIdOf(server, ada, 'member'));
  if (operation.body && !body) throw new Error(`Say in BODIES what ${name} takes.`);
  const url = path.replace('{org}', orgId).replace('{id}', rowId);
  return server.request<Partial<Problem>>(method, url, { token: as.token, body });
}

/** A row of Acme that the operation is about. */
async function rowFor(name: OperationName): Promise<string> {
  const { path } = methodAndPath(name);
  if (path.includes('/members/')) return ada.memberId;
  if (path.includes('/roles/')) {
    const answer = await ask('createRole', { as: ada, orgId: ada.orgId, rowId: '' });
    return (answer.body as { id: string }).id;
  }
  if (path.includes('/webhooks/')) {
    return (await createWebhook(server, ada, { url: 'https://1.1.1.1/hook' })).webhook.id;
  }
  if (!path.includes('/keys/')) return '';
  if (name === 'approveKey' || name === 'denyKey') return requestedByAda();
  if (name === 'collectKey') {
    const keyId = await requestedByAda();
    await approvalAs(server, cleo)('approve', keyId);
    return keyId;
  }
  return (await createKey(server, ada)).key.id;
}

/** A key that waits. Of an admin there is one only where she asked for it before she was one. */
async function requestedByAda(): Promise<string> {
  const make = async (role: BuiltInRole) =>
    server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${ada.memberId}`, {
      token: cleo.token,
      body: { roleId: await roleIdOf(server, cleo, role) },
    });
  await make('member');
  const { id } = await requestKey(server, ada);
  await make('admin');
  return id;
}

describe.each(forPeople)('%s', (name) => {
  test("works for the org's own admin", async () => {
    const { status } = await ask(name, { as: ada, orgId: ada.orgId, rowId: await rowFor(name) });
    expect(status).toBeLessThan(300);
  });

  test('is not there for an admin of another org, as if there were no such org', async () => {
    const rowId = await rowFor(name);
    const real = await ask(name, { as: bob, orgId: ada.orgId, rowId });
    const none = await ask(name, { as: bob, orgId: 'org_nobody', rowId });
    expect(real.body).toMatchObject({ status: 404, code: 'not_found' });
    expect({ ...real.body, requestId: '' }).toEqual({ ...none.body, requestId: '' });
  });

  test('is not there for a deactivated member', async () => {
    const { body } = await ask(name, { as: eve, orgId: ada.orgId, rowId: await rowFor(name) });
    expect(body).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('is for signed-in people, not for keys without a scope for it', async () => {
    const { secret } = await createKey(server, ada, { scopes: ['*', 'keyturn.keys:verify'] });
    const withKey = { ...ada, token: secret };
    const { body } = await ask(name, { as: withKey, orgId: ada.orgId, rowId: await rowFor(name) });
    const code = OPERATIONS[name].caller.startsWith('member or')
      ? 'scope_missing'
      : 'session_required';
    expect(body).toMatchObject({ status: 403, code });
  });

  test('needs a credential', async () => {
    const nobody = { ...ada, token: '' };
    const { body } = await ask(name, { as: nobody, orgId: ada.orgId, rowId: 'x' });
    expect(body).toMatchObject({ status: 401, code: 'credentials_missing' });
  });
});

describe.each(forKeys)('%s', (name) => {
  /** Whoever the person is, by a key of theirs in their own org. */
  const withKey = async (person: TestPerson, scopes: string[] = [OPERATIONS[name].caller]) => ({
    ...person,
    token: (await createKey(server, person, { scopes })).secret,
  });

  test("works for a key of the org's own", async () => {
    const { status } = await ask(name, { as: await withKey(ada), orgId: ada.orgId, rowId: '' });
    expect(status).toBeLessThan(300);
  });

  test('is not there for a key of another org, as if there were no such org', async () => {
    const as = await withKey(bob);
    const real = await ask(name, { as, orgId: ada.orgId, rowId: '' });
    const none = await ask(name, { as, orgId: 'org_nobody', rowId: '' });
    expect(real.body).toMatchObject({ status: 404, code: 'not_found' });
    expect({ ...real.body, requestId: '' }).toEqual({ ...none.body, requestId: '' });
  });

  test('is not for a key without the scope, nor for a session', async () => {
    const without = await ask(name, { as: await withKey(ada, ['*']), orgId: ada.orgId, rowId: '' });
    expect(without.body).toMatchObject({ status: 403, code: 'scope_missing' });
    const session = await ask(name, { as: ada, orgId: ada.orgId, rowId: '' });
    expect(session.body).toMatchObject({ status: 401, code: 'credentials_invalid' });
  });

  test('is not for a key that has been revoked', async () => {
    const as = await withKey(ada);
    await server.request('POST', '/v1/keys/revoke-self', { token: as.token });
    const { body } = await ask(name, { as, orgId: ada.orgId, rowId: '' });
    expect(body).toMatchObject({ status: 401, code: 'credentials_invalid' });
  });

  test('needs a credential', async () => {
    const { body } = await ask(name, { as: { ...ada, token: '' }, orgId: ada.orgId, rowId: 'x' });
    expect(body).toMatchObject({ status: 401, code: 'credentials_missing' });
  });
});

describe.each(ofOneRow)('%s', (name) => {
  test("does not reach another org's row by way of one's own org", async () => {
    const rowId = await rowFor(name);
    const real = await ask(name, { as: bob, orgId: bob.orgId, rowId });
    const none = await ask(name, {
      as: bob,
      orgId: bob.orgId,
      rowId: rowId.replace(/_.*/, '_nobody'),
    });
    expect(real.body).toMatchObject({ status: 404, code: 'not_found' });
    expect({ ...real.body, requestId: '' }).toEqual({ ...none.body, requestId: '' });
  });
});
