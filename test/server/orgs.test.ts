import { expect, test } from 'vitest';
import type { Org } from '../../shared/contract/orgs.ts';
import { invite, secondOrg, setUp } from '../support/people.ts';
import { testServer } from '../support/server.ts';

test('a new org has API access off and no policy', async () => {
  const server = await testServer();
  const { orgId, token } = await setUp(server);
  const { body } = await server.request<Org>('GET', `/v1/orgs/${orgId}`, { token });
  expect(body).toEqual({
    id: orgId,
    name: 'Acme',
    apiAccess: false,
    policy: {
      maxKeyLifetimeDays: null,
      requireExpiry: false,
      maxActiveKeysPerMember: null,
      requireApproval: false,
      revokeUnusedAfterDays: null,
    },
    documentationUrl: null,
    createdAt: new Date(server.clock.now()).toISOString(),
  });
});

test('whoever makes an org is its admin, with roles and a catalogue', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada, 'read-only');
  const { status, body } = await server.request<Org>('POST', '/v1/orgs', {
    token: bob.token,
    body: { name: '  Bob & Sons ' },
  });
  expect(status).toBe(201);
  expect(body).toMatchObject({ name: 'Bob & Sons', apiAccess: false });
  const changed = await server.request('PATCH', `/v1/orgs/${body.id}`, {
    token: bob.token,
    body: { name: 'Sons of Bob', apiAccess: true },
  });
  expect(changed.body).toMatchObject({ name: 'Sons of Bob', apiAccess: true });
});

test('a change of one field leaves the other', async () => {
  const server = await testServer();
  const { orgId, token } = await setUp(server);
  const path = `/v1/orgs/${orgId}`;
  await server.request('PATCH', path, { token, body: { apiAccess: true } });
  await server.request('PATCH', path, { token, body: { name: 'Acme Ltd' } });
  const { body } = await server.request('GET', path, { token });
  expect(body).toMatchObject({ name: 'Acme Ltd', apiAccess: true });
});

test.each(['member', 'read-only'] as const)(
  'a %s reads the org and cannot change it',
  async (role) => {
    const server = await testServer();
    const ada = await setUp(server);
    const { orgId, token } = await invite(server, ada, role);
    const path = `/v1/orgs/${orgId}`;
    expect((await server.request('GET', path, { token })).status).toBe(200);
    for (const [method, url, body] of [
      ['PATCH', path, { apiAccess: true }],
      ['GET', `${path}/access-preview`, undefined],
      ['PUT', `${path}/permissions`, { items: [] }],
      ['POST', `${path}/members`, {}],
    ] as const) {
      const answer = await server.request(method, url, { token, body });
      expect(answer.body).toMatchObject({ status: 403, code: 'admin_only' });
    }
  },
);

test.each([
  ['nothing', {}],
  ['an unknown field', { name: 'A', owner: 'x' }],
  ['the policy', { policy: {} }],
  ['a string for a switch', { apiAccess: 'true' }],
  ['null for a name', { name: null }],
])('changing %s is invalid input', async (_what, body) => {
  const server = await testServer();
  const { orgId, token } = await setUp(server);
  const answer = await server.request('PATCH', `/v1/orgs/${orgId}`, { token, body });
  expect(answer.body).toMatchObject({ status: 422, code: 'invalid_input' });
});

test('an admin of one org is a stranger in another', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada, 'admin');
  const globex = await secondOrg(server, ada);
  const { body } = await server.request('PATCH', `/v1/orgs/${globex.orgId}`, {
    token: bob.token,
    body: { apiAccess: true },
  });
  expect(body).toMatchObject({ status: 404, code: 'not_found' });
});
