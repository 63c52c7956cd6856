import { expect, test } from 'vitest';
import type { Role } from '../../shared/contract/roles.ts';
import { verifier } from '../support/check.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { roleIdOf, secondOrg, type TestPerson } from '../support/people.ts';
import type { TestServer } from '../support/server.ts';

const AUDITOR = { name: 'Auditor', permissions: ['tasks:read', '*:read'], apiAccess: true };

/** Requests about the roles of the person's org. */
function rolesAs({ request }: TestServer, { orgId, token }: TestPerson) {
  return (method: string, id = '', body?: unknown) =>
    request<Role>(method, `/v1/orgs/${orgId}/roles${id && `/${id}`}`, { token, body });
}

test('a role of the organisation’s own is made, renamed and deleted', async () => {
  const { server, ada } = await openOrg();
  const roles = rolesAs(server, ada);
  const { status, body } = await roles('POST', '', AUDITOR);
  expect(status).toBe(201);
  expect(body).toMatchObject({ ...AUDITOR, builtIn: false });
  expect((await roles('PATCH', body.id, { name: 'Reviewer' })).body.name).toBe('Reviewer');
  expect((await roles('DELETE', body.id)).status).toBe(204);
  expect((await roles('PATCH', body.id, { name: 'Gone' })).status).toBe(404);
});

test('a change of a role reaches its holders’ keys on the very next check', async () => {
  const { server, ada, bob } = await openOrg();
  const roles = rolesAs(server, ada);
  const verify = await verifier(server, ada);
  const { id: roleId } = (await roles('POST', '', { ...AUDITOR, permissions: ['tasks:*'] })).body;
  await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
    token: ada.token,
    body: { roleId },
  });
  const { secret } = await createKey(server, bob, { scopes: ['tasks:read', 'tasks:delete'] });
  expect((await verify(secret, ['tasks:delete'])).code).toBe('valid');

  await roles('PATCH', roleId, { permissions: ['tasks:read'] });
  expect(await verify(secret, ['tasks:delete'])).toMatchObject({
    code: 'insufficient_scope',
    scopes: ['tasks:read'],
  });
  await roles('PATCH', roleId, { apiAccess: false });
  expect((await verify(secret)).code).toBe('api_access_off');
  await roles('PATCH', roleId, { apiAccess: true });
  expect((await verify(secret, ['tasks:read'])).code).toBe('valid');
});

test('a role that someone has cannot be deleted', async () => {
  const { server, ada, bob } = await openOrg();
  const roles = rolesAs(server, ada);
  const { id: roleId } = (await roles('POST', '', AUDITOR)).body;
  await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
    token: ada.token,
    body: { roleId },
  });
  expect((await roles('DELETE', roleId)).body).toMatchObject({ status: 409, code: 'role_in_use' });
});

test.each([
  ['admin', { apiAccess: false }],
  ['admin', { name: 'Boss' }],
  ['member', { permissions: ['tasks:read'] }],
  ['read-only', { name: 'Guests' }],
] as const)('the built-in role %s refuses %o', async (name, change) => {
  const { server, ada } = await openOrg();
  const id = await roleIdOf(server, ada, name);
  const { body } = await rolesAs(server, ada)('PATCH', id, change);
  expect(body).toMatchObject({ status: 409, code: 'role_built_in' });
});

test('API access of a built-in role can be closed, and it cannot be deleted', async () => {
  const { server, ada } = await openOrg();
  const roles = rolesAs(server, ada);
  const id = await roleIdOf(server, ada, 'member');
  expect((await roles('PATCH', id, { apiAccess: false })).body.apiAccess).toBe(false);
  expect((await roles('DELETE', id)).body).toMatchObject({ code: 'role_built_in' });
});

test.each([
  ['a name that is taken, whatever its case', { ...AUDITOR, name: 'MEMBER' }, 'name_taken'],
  ['a scope that is unknown', { ...AUDITOR, permissions: ['cheese:eat'] }, 'scope_unknown'],
  ['no permission', { ...AUDITOR, permissions: [] }, 'invalid_input'],
  ['an unknown field', { ...AUDITOR, builtIn: true }, 'invalid_input'],
])('%s is refused', async (_what, body, code) => {
  const { server, ada } = await openOrg();
  expect((await rolesAs(server, ada)('POST', '', body)).body).toMatchObject({ code });
});

test('members may not make roles, and another org’s roles are not there', async () => {
  const { server, ada, bob } = await openOrg();
  expect((await rolesAs(server, bob)('POST', '', AUDITOR)).body).toMatchObject({
    status: 403,
    code: 'admin_only',
  });
  const elsewhere = rolesAs(server, await secondOrg(server, ada));
  const { id } = (await rolesAs(server, ada)('POST', '', AUDITOR)).body;
  expect((await elsewhere('PATCH', id, { name: 'Mine' })).status).toBe(404);
  expect((await elsewhere('DELETE', id)).status).toBe(404);
});
