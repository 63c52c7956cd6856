/** What the list of members says about their keys. */
import { expect, test } from 'vitest';
import type { Member } from '../../shared/contract/people.ts';
import { MINUTE } from '../support/clock.ts';
import { createKey } from '../support/keys.ts';
import { invite, setApiAccess, setUp, type TestPerson } from '../support/people.ts';
import { type TestServer, testServer } from '../support/server.ts';

async function listed({ request }: TestServer, person: TestPerson): Promise<Member> {
  const { orgId, token, memberId } = person;
  const path = `/v1/orgs/${orgId}/members`;
  const { body } = await request<{ items: Member[] }>('GET', path, { token });
  return body.items.find(({ id }) => id === memberId) as Member;
}

const use = ({ request }: TestServer, secret: string) =>
  request('POST', '/v1/verify', { token: secret, body: { key: secret } });

test('active keys are counted as they are now', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  await setApiAccess(server, ada, true);
  const bob = await invite(server, ada);
  await createKey(server, bob);
  const { key } = await createKey(server, bob);
  expect(await listed(server, bob)).toMatchObject({ activeKeyCount: 2, lastUsedAt: null });
  await server.request('POST', `/v1/orgs/${bob.orgId}/keys/${key.id}/revoke`, { token: bob.token });
  expect((await listed(server, bob)).activeKeyCount).toBe(1);
  await setApiAccess(server, ada, false);
  expect((await listed(server, bob)).activeKeyCount).toBe(0);
});

test('the last use is the newest of all keys, at once', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const scopes = ['keyturn.keys:verify'];
  const first = await createKey(server, ada, { scopes });
  const second = await createKey(server, ada, { scopes });
  for (const { secret } of [first, second, first]) {
    server.clock.advance(MINUTE);
    await use(server, secret);
    const now = new Date(server.clock.now()).toISOString();
    expect((await listed(server, ada)).lastUsedAt).toBe(now);
  }
});

test('a new catalogue changes nothing of what keys hold', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { token, orgId } = ada;
  const scopes = ['tasks:read', 'keyturn.keys:verify'];
  const { key, secret } = await createKey(server, ada, { scopes });
  const items = [{ scope: 'invoices:read', label: 'View invoices', group: 'Invoices' }];
  await server.request('PUT', `/v1/orgs/${orgId}/permissions`, { token, body: { items } });
  const { body } = await server.request('GET', `/v1/orgs/${orgId}/keys/${key.id}`, { token });
  expect(body).toMatchObject({ scopes, status: 'active' });
  const check = await server.request('POST', '/v1/verify', {
    token: secret,
    body: { key: secret, scopes: ['tasks:read'] },
  });
  expect(check.body).toMatchObject({ valid: true });
});
