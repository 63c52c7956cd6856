import { expect, test } from 'vitest';
import type { Permission } from '../../shared/contract/orgs.ts';
import { invite, setUp } from '../support/people.ts';
import { testServer } from '../support/server.ts';

type Catalogue = { items: Permission[] };

const permission = (scope: string): Permission => ({
  scope,
  label: 'View invoices',
  group: 'Invoices',
  description: '',
});

test('a new org has a catalogue with human labels in groups', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { orgId, token } = await invite(server, ada, 'read-only');
  const { body } = await server.request<Catalogue>('GET', `/v1/orgs/${orgId}/permissions`, {
    token,
  });
  expect(body.items.length).toBeGreaterThanOrEqual(16);
  expect(body.items.length).toBeLessThanOrEqual(24);
  const scopes = body.items.map(({ scope }) => scope);
  expect(scopes).toEqual(
    expect.arrayContaining(['tasks:read', 'tasks:create', 'tasks:update', 'tasks:delete']),
  );
  expect(body.items[0]).toEqual({
    scope: 'tasks:read',
    label: 'View tasks',
    group: 'Tasks',
    description: 'See the list of tasks and open each of them.',
  });
});

test('an admin replaces the whole catalogue', async () => {
  const server = await testServer();
  const { orgId, token } = await setUp(server);
  const path = `/v1/orgs/${orgId}/permissions`;
  const { description: _, ...bare } = permission('invoices:create');
  const items = [permission('invoices:read'), bare];
  const put = await server.request<Catalogue>('PUT', path, { token, body: { items } });
  expect(put.status).toBe(200);
  const wanted = [permission('invoices:read'), permission('invoices:create')];
  expect(put.body.items).toEqual(wanted);
  expect((await server.request<Catalogue>('GET', path, { token })).body.items).toEqual(wanted);
});

test.each([
  ['nothing', []],
  ['a wildcard', [permission('invoices:*')]],
  ['a reserved scope', [permission('keyturn.keys:verify')]],
  ['upper case', [permission('Invoices:read')]],
  ['no action', [permission('invoices')]],
  ['a scope twice', [permission('a:b'), permission('a:b')]],
  ['no label', [{ ...permission('a:b'), label: '' }]],
  ['an unknown field', [{ ...permission('a:b'), colour: 'red' }]],
  ['too many', Array.from({ length: 501 }, (_, n) => permission(`a:b${n}`))],
])('%s is no catalogue', async (_what, items) => {
  const server = await testServer();
  const { orgId, token } = await setUp(server);
  const { body } = await server.request('PUT', `/v1/orgs/${orgId}/permissions`, {
    token,
    body: { items },
  });
  expect(body).toMatchObject({ status: 422, code: 'invalid_input' });
});
