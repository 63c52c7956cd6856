import { expect, test } from 'vitest';
import type { Role } from '../../shared/contract/roles.ts';
import { invite, setUp } from '../support/people.ts';
import { testServer } from '../support/server.ts';

type Roles = { items: Role[]; nextCursor: string | null };

test('a new org has the three built-in roles', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { orgId, token } = await invite(server, ada, 'read-only');
  const { body } = await server.request<Roles>('GET', `/v1/orgs/${orgId}/roles`, { token });
  const rest = { apiAccess: true, builtIn: true };
  expect(body.items).toMatchObject([
    {
      name: 'admin',
      permissions: [
        '*',
        'keyturn.keys:verify',
        'keyturn.events:publish',
        'keyturn.webhooks:manage',
      ],
      ...rest,
    },
    { name: 'member', permissions: ['*'], ...rest },
    { name: 'read-only', permissions: ['*:read'], ...rest },
  ]);
  expect(body.nextCursor).toBeNull();
});

test('roles come page by page', async () => {
  const server = await testServer();
  const { orgId, token } = await setUp(server);
  const path = `/v1/orgs/${orgId}/roles?limit=2`;
  const first = await server.request<Roles>('GET', path, { token });
  expect(first.body.items.map(({ name }) => name)).toEqual(['admin', 'member']);
  const { nextCursor } = first.body;
  const second = await server.request<Roles>('GET', `${path}&cursor=${nextCursor}`, { token });
  expect(second.body.items.map(({ name }) => name)).toEqual(['read-only']);
  expect(second.body.nextCursor).toBeNull();
});

test.each([
  ['limit=0', 'limit'],
  ['limit=201', 'limit'],
  ['limit=', 'limit'],
  ['limit=ten', 'limit'],
  ['limit=1.5', 'limit'],
  ['limit=1e2', 'limit'],
  ['limit=0x10', 'limit'],
  ['limit=%205', 'limit'],
  ['limit=%2B5', 'limit'],
  ['limit=1&limit=2', 'limit'],
  ['cursor=noise', 'cursor'],
  ['cursor=', 'cursor'],
  ['cursor=WzEsMl0', 'cursor'],
  [`cursor=${'x'.repeat(201)}`, 'cursor'],
  ['page=2', ''],
])('?%s is invalid input', async (query, path) => {
  const server = await testServer();
  const { orgId, token } = await setUp(server);
  const { body } = await server.request('GET', `/v1/orgs/${orgId}/roles?${query}`, { token });
  expect(body).toMatchObject({ status: 422, code: 'invalid_input', errors: [{ path }] });
});
