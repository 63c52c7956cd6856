import { expect, test } from 'vitest';
import type { Me } from '../../shared/contract/people.ts';
import { invite, roleIdOf, secondOrg, setApiAccess, setUp } from '../support/people.ts';
import { type TestServer, testServer } from '../support/server.ts';

const me = async ({ request }: TestServer, token: string) =>
  (await request<Me>('GET', '/v1/me', { token })).body;

test('an admin may do everything and always has API access', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { user, memberships } = await me(server, ada.token);
  expect(user).toEqual({ id: ada.userId, name: 'Ada', email: 'ada@example.com' });
  expect(memberships).toHaveLength(1);
  expect(memberships[0]).toMatchObject({
    permissions: ['*', 'keyturn.keys:verify', 'keyturn.events:publish', 'keyturn.webhooks:manage'],
    apiAccess: { allowed: true, reason: 'admin' },
  });
});

test("a member's API access follows the org's switch at once", async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada, 'member');
  const access = async () => (await me(server, bob.token)).memberships[0]?.apiAccess;
  expect(await access()).toEqual({ allowed: false, reason: 'org_access_off' });
  await setApiAccess(server, ada, true);
  expect(await access()).toEqual({ allowed: true, reason: 'allowed' });
  await setApiAccess(server, ada, false);
  expect(await access()).toEqual({ allowed: false, reason: 'org_access_off' });
});

test('a new role shows at once in what the person may do', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada, 'read-only');
  expect((await me(server, bob.token)).memberships[0]?.permissions).toEqual(['*:read']);
  const roleId = await roleIdOf(server, ada, 'member');
  await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
    token: ada.token,
    body: { roleId },
  });
  expect((await me(server, bob.token)).memberships[0]?.permissions).toEqual(['*']);
});

test('every org that the person is active in is listed, and no other', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  server.clock.advance(1);
  const globex = await secondOrg(server, ada);
  const bob = await invite(server, ada);
  expect((await me(server, ada.token)).memberships.map(({ org }) => org.id)).toEqual([
    ada.orgId,
    globex.orgId,
  ]);
  await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
    token: ada.token,
    body: { active: false },
  });
  expect((await me(server, bob.token)).memberships).toEqual([]);
});
