import { expect, test } from 'vitest';
import type { AccessPreview } from '../../shared/contract/orgs.ts';
import { createKey } from '../support/keys.ts';
import { addService, invite, setApiAccess, setUp, type TestPerson } from '../support/people.ts';
import { type TestServer, testServer } from '../support/server.ts';

const preview = async ({ request }: TestServer, { orgId, token }: TestPerson) =>
  (await request<AccessPreview>('GET', `/v1/orgs/${orgId}/access-preview`, { token })).body;

test('without keys the switch stops nothing', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  expect(await preview(server, ada)).toEqual({
    apiAccess: false,
    affectedKeys: 0,
    affectedMembers: 0,
  });
});

test('it counts the keys that would stop, and then those that would work again', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  await setApiAccess(server, ada, true);
  const bob = await invite(server, ada, 'member');
  const service = await addService(server, ada, 'read-only');
  await createKey(server, bob);
  await createKey(server, bob);
  await createKey(server, ada, { ownerId: service.id });
  // None of these is stopped by the switch: an admin's, a disabled, a revoked, an expired one.
  await createKey(server, ada);
  for (const action of ['disable', 'revoke']) {
    const { key } = await createKey(server, bob);
    await server.request('POST', `/v1/orgs/${ada.orgId}/keys/${key.id}/${action}`, {
      token: bob.token,
    });
  }
  await createKey(server, bob, { expiresIn: '1h' });
  server.clock.advance(3_600_000);

  expect(await preview(server, ada)).toEqual({
    apiAccess: true,
    affectedKeys: 3,
    affectedMembers: 2,
  });
  await setApiAccess(server, ada, false);
  expect(await preview(server, ada)).toEqual({
    apiAccess: false,
    affectedKeys: 3,
    affectedMembers: 2,
  });
});

test('keys of a deactivated member stay stopped, whatever the switch', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  await setApiAccess(server, ada, true);
  const bob = await invite(server, ada, 'member');
  await createKey(server, bob);
  await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
    token: ada.token,
    body: { active: false },
  });
  expect(await preview(server, ada)).toMatchObject({ affectedKeys: 0, affectedMembers: 0 });
});
