import { expect, test } from 'vitest';
import type { Member } from '../../shared/contract/people.ts';
import {
  addService,
  invite,
  inviteOnly,
  roleIdOf,
  secondOrg,
  setUp,
  type TestPerson,
} from '../support/people.ts';
import { type TestServer, testServer } from '../support/server.ts';

type Members = { items: Member[]; nextCursor: string | null };

const membersOf = async ({ request }: TestServer, { orgId, token }: TestPerson, query = '') =>
  (await request<Members>('GET', `/v1/orgs/${orgId}/members${query}`, { token })).body;

const patch = ({ request }: TestServer, by: TestPerson, memberId: string, body: unknown) =>
  request<Member>('PATCH', `/v1/orgs/${by.orgId}/members/${memberId}`, { token: by.token, body });

test('an admin sees all members, anyone else themselves', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada, 'member');
  const service = await addService(server, ada, 'read-only');
  const ids = (await membersOf(server, ada)).items.map(({ id }) => id);
  expect(ids.toSorted()).toEqual([ada.memberId, bob.memberId, service.id].toSorted());
  expect((await membersOf(server, bob)).items.map(({ id }) => id)).toEqual([bob.memberId]);
});

test('a service member has no address and no invitation, and nothing to sign in with', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { orgId, token } = ada;
  const roleId = await roleIdOf(server, ada, 'read-only');
  const body = { kind: 'service', name: 'Nightly import', roleId };
  const answer = await server.request('POST', `/v1/orgs/${orgId}/members`, { token, body });
  expect(answer.status).toBe(201);
  expect(answer.body).toEqual({
    member: {
      id: expect.stringMatching(/^mem_/),
      kind: 'service',
      name: 'Nightly import',
      email: null,
      role: expect.objectContaining({ id: roleId, name: 'read-only' }),
      active: true,
      joined: true,
      apiAccess: { allowed: false, reason: 'org_access_off' },
      activeKeyCount: 0,
      webhookCount: 0,
      lastUsedAt: null,
    },
  });
});

test('members come page by page, oldest first', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  for (let n = 0; n < 4; n++) {
    server.clock.advance(1);
    await addService(server, ada);
  }
  const whole = await membersOf(server, ada);
  const first = await membersOf(server, ada, '?limit=3');
  expect(first.items).toEqual(whole.items.slice(0, 3));
  expect(first.items[0]?.id).toBe(ada.memberId);
  const second = await membersOf(server, ada, `?limit=3&cursor=${first.nextCursor}`);
  expect(second).toEqual({ items: whole.items.slice(3), nextCursor: null });
});

test('someone who is a member already is not invited again', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const roleId = await roleIdOf(server, ada, 'member');
  for (const email of [bob.email, bob.email.toUpperCase(), ada.email]) {
    const body = { kind: 'person', name: 'Bob', email, roleId };
    const { token, orgId } = ada;
    const answer = await server.request('POST', `/v1/orgs/${orgId}/members`, { token, body });
    expect(answer.body).toMatchObject({ status: 409, code: 'email_taken' });
  }
});

test('a change of name, role and activity shows at once', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada, 'read-only');
  const roleId = await roleIdOf(server, ada, 'member');
  const { status, body } = await patch(server, ada, bob.memberId, { roleId, name: ' Robert ' });
  expect(status).toBe(200);
  expect(body).toMatchObject({ name: 'Robert', role: { name: 'member' }, active: true });
  expect((await membersOf(server, bob)).items).toEqual([body]);
});

test('a deactivated member is out of that org at once, and back in when activated', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const read = () => server.request('GET', `/v1/orgs/${bob.orgId}`, { token: bob.token });
  const out = await patch(server, ada, bob.memberId, { active: false });
  expect(out.body).toMatchObject({
    active: false,
    apiAccess: { allowed: false, reason: 'member_inactive' },
  });
  expect((await read()).body).toMatchObject({ status: 404, code: 'not_found' });
  await patch(server, ada, bob.memberId, { active: true });
  expect((await read()).status).toBe(200);
});

test('the last admin can neither be demoted nor deactivated', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const roleId = await roleIdOf(server, ada, 'member');
  for (const change of [{ roleId }, { active: false }]) {
    const { body } = await patch(server, ada, ada.memberId, change);
    expect(body).toMatchObject({ status: 409, code: 'last_admin' });
  }
  expect((await membersOf(server, ada)).items[0]).toMatchObject({
    active: true,
    role: { name: 'admin' },
  });
  expect((await patch(server, ada, ada.memberId, { name: 'Ada L.' })).status).toBe(200);
});

test.each([
  [
    'invited only',
    (server: TestServer, ada: TestPerson) =>
      inviteOnly(server, ada, { email: 'late@example.com', role: 'admin' }),
  ],
  ['a service member', (server: TestServer, ada: TestPerson) => addService(server, ada, 'admin')],
  [
    'deactivated',
    async (server: TestServer, ada: TestPerson) => {
      const bob = await invite(server, ada, 'admin');
      await patch(server, ada, bob.memberId, { active: false });
    },
  ],
  [
    'in another org',
    async (server: TestServer, ada: TestPerson) => {
      await invite(server, await secondOrg(server, ada), 'admin');
    },
  ],
])('another admin who is %s cannot stand in for the last one', async (_what, addAdmin) => {
  const server = await testServer();
  const ada = await setUp(server);
  await addAdmin(server, ada);
  const { body } = await patch(server, ada, ada.memberId, { active: false });
  expect(body).toMatchObject({ code: 'last_admin' });
});

test('an admin may leave once there is another, who is then the last', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada, 'admin');
  const roleId = await roleIdOf(server, ada, 'member');
  expect((await patch(server, ada, ada.memberId, { roleId })).status).toBe(200);
  expect((await patch(server, ada, bob.memberId, { roleId })).body).toMatchObject({
    code: 'admin_only',
  });
  expect((await patch(server, bob, bob.memberId, { roleId })).body).toMatchObject({
    code: 'last_admin',
  });
});

test('of two admins who deactivate each other at once, one stays', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada, 'admin');
  const statuses = (
    await Promise.all([
      patch(server, ada, bob.memberId, { active: false }),
      patch(server, bob, ada.memberId, { active: false }),
    ])
  ).map(({ status }) => status);
  expect(statuses).toContain(200);
  expect(statuses.filter((status) => status === 200)).toHaveLength(1);
});

test("another org's role is no role here", async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const globex = await secondOrg(server, ada);
  const roleId = await roleIdOf(server, globex, 'admin');
  const bob = await invite(server, ada);
  const answers = [
    await patch(server, ada, bob.memberId, { roleId }),
    await server.request('POST', `/v1/orgs/${ada.orgId}/members`, {
      token: ada.token,
      body: { kind: 'service', name: 'Import', roleId },
    }),
  ];
  for (const { body } of answers) {
    expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'roleId' }] });
  }
});

test.each([
  ['no change', {}],
  ['an unknown field', { admin: true }],
  ['the address', { email: 'new@example.com' }],
  ['a number for a switch', { active: 1 }],
  ['an id of another kind', { roleId: 'mem_1' }],
])('%s is invalid input', async (_what, change) => {
  const server = await testServer();
  const ada = await setUp(server);
  const { body } = await patch(server, ada, ada.memberId, change);
  expect(body).toMatchObject({ status: 422, code: 'invalid_input' });
});

test.each([
  ['a person without an address', { kind: 'person', name: 'Bob' }],
  ['a service member with an address', { kind: 'service', name: 'Import', email: 'a@b.co' }],
  ['an unknown kind', { kind: 'robot', name: 'R2' }],
])('%s is invalid input', async (_what, member) => {
  const server = await testServer();
  const ada = await setUp(server);
  const { body } = await server.request('POST', `/v1/orgs/${ada.orgId}/members`, {
    token: ada.token,
    body: { ...member, roleId: await roleIdOf(server, ada, 'member') },
  });
  expect(body).toMatchObject({ status: 422, code: 'invalid_input' });
});
