import { expect, test } from 'vitest';
import type { Org, Policy } from '../../shared/contract/orgs.ts';
import { invite, secondOrg, setUp } from '../support/people.ts';
import { recordOf } from '../support/policies.ts';
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
      requireSecondFactor: false,
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

const NO_POLICY: Policy = {
  maxKeyLifetimeDays: null,
  requireExpiry: false,
  maxActiveKeysPerMember: null,
  requireApproval: false,
  revokeUnusedAfterDays: null,
  requireSecondFactor: false,
};

test('of the policy, what is left out stays as it is', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const path = `/v1/orgs/${ada.orgId}`;
  const change = async (policy: Partial<Policy>) =>
    (await server.request<Org>('PATCH', path, { token: ada.token, body: { policy } })).body.policy;
  const [first, second] = [
    { maxKeyLifetimeDays: 90, requireExpiry: true },
    { maxActiveKeysPerMember: 5, requireApproval: true, revokeUnusedAfterDays: 30 },
  ];
  expect(await change(first)).toEqual({ ...NO_POLICY, ...first });
  expect(await change(second)).toEqual({ ...NO_POLICY, ...first, ...second });
  expect(await change({ maxKeyLifetimeDays: null })).toEqual({
    ...NO_POLICY,
    ...first,
    ...second,
    maxKeyLifetimeDays: null,
  });
  const shown = await server.request<Org>('GET', path, { token: bob.token });
  expect(shown.body.policy).toEqual({
    ...NO_POLICY,
    ...first,
    ...second,
    maxKeyLifetimeDays: null,
  });
});

test('members see the link to the documentation, and it can be taken away', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada, 'read-only');
  const path = `/v1/orgs/${ada.orgId}`;
  const documentationUrl = 'https://docs.example.com/api?v=2#keys';
  await server.request('PATCH', path, { token: ada.token, body: { documentationUrl } });
  const shown = async () =>
    (await server.request<Org>('GET', path, { token: bob.token })).body.documentationUrl;
  expect(await shown()).toBe(documentationUrl);
  await server.request('PATCH', path, { token: ada.token, body: { name: 'Acme Ltd' } });
  expect(await shown()).toBe(documentationUrl);
  await server.request('PATCH', path, { token: ada.token, body: { documentationUrl: null } });
  expect(await shown()).toBeNull();
});

test('each change is on the record, with what it was and what it is', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const path = `/v1/orgs/${ada.orgId}`;
  const documentationUrl = 'https://docs.example.com/';
  const policy = { maxKeyLifetimeDays: 90, requireExpiry: false };
  for (const body of [{ name: 'Acme Ltd', documentationUrl, policy }, { policy }]) {
    await server.request('PATCH', path, { token: ada.token, body });
  }
  const entries = await recordOf(server, ada, ada.orgId);
  expect(entries.map(({ action }) => action)).toEqual(['org.created', 'org.updated']);
  expect(entries[1]).toMatchObject({ actor: { kind: 'member', id: ada.memberId } });
  expect(entries[1]?.detail).toEqual({
    name: { from: 'Acme', to: 'Acme Ltd' },
    documentationUrl: { from: null, to: documentationUrl },
    maxKeyLifetimeDays: { from: null, to: 90 },
  });
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
      ['PATCH', path, { policy: { requireApproval: false } }],
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
  ['nothing of the policy', { policy: {} }],
  ['an unknown part of the policy', { policy: { maxKeys: 1 } }],
  ['a lifetime of no days', { policy: { maxKeyLifetimeDays: 0 } }],
  ['a lifetime of half a day', { policy: { maxKeyLifetimeDays: 0.5 } }],
  ['a lifetime of centuries', { policy: { maxKeyLifetimeDays: 3661 } }],
  ['no keys at all', { policy: { maxActiveKeysPerMember: 0 } }],
  ['unused days below none', { policy: { revokeUnusedAfterDays: -1 } }],
  ['null for a switch of the policy', { policy: { requireApproval: null } }],
  ['a link that runs', { documentationUrl: 'javascript:alert(1)' }],
  ['a link without its scheme', { documentationUrl: 'docs.example.com' }],
  ['an endless link', { documentationUrl: `https://example.com/${'x'.repeat(2000)}` }],
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
