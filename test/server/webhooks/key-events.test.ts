/** Keyturn's own events: who hears what of keys. */
import { expect, test } from 'vitest';
import type { Key } from '../../../shared/contract/keys.ts';
import { createKey, keysAs, type OpenOrg } from '../../support/keys.ts';
import { invite, type TestPerson } from '../../support/people.ts';
import { type Receiver, receiver, verified, type WebhookPayload } from '../../support/receiver.ts';
import { createWebhook, webhookOrg } from '../../support/webhooks.ts';

/** One who listens to key events, tied to a key that nothing happens to. */
async function listener(
  { server }: OpenOrg,
  person: TestPerson,
  operation: 'create' | 'update' | 'delete' | '*' = '*',
): Promise<Receiver & { told(): WebhookPayload[] }> {
  const target = await receiver();
  const wish = { url: target.url, entity: 'key', operation };
  const { secret } = await createWebhook(server, person, wish);
  return { ...target, told: () => target.received.map((one) => verified(secret, one)) };
}

test('a member hears what happens to their keys, without any secret', async () => {
  const org = await webhookOrg();
  const { server, ada, bob } = org;
  const { told, waitFor, received } = await listener(org, bob);
  const seen: [string, string][] = [];
  /** One change at a time: deliveries may overtake each other. */
  const after = async (type: string, operation: string, count = 1) => {
    await waitFor(seen.length + count);
    const last = told().slice(seen.length);
    seen.push(...last.map((one): [string, string] => [one.type, one.operation]));
    expect(seen.slice(-count)).toContainEqual([type, operation]);
    return last.find((one) => one.type === type)?.data;
  };
  const { key, secret } = await createKey(server, bob, { name: 'Report' });
  expect(await after('key.created', 'create')).toEqual({
    id: key.id,
    name: 'Report',
    ownerId: bob.memberId,
    prefix: key.prefix,
    scopes: ['tasks:read'],
    createdAt: key.createdAt,
    expiresAt: null,
    revokedAt: null,
    by: { kind: 'member', id: bob.memberId, name: expect.any(String) },
  });
  const asBob = keysAs(server, bob);
  await asBob('PATCH', key.id, '', { name: 'Weekly' });
  expect(await after('key.renamed', 'update')).toMatchObject({ name: 'Weekly' });
  await keysAs(server, ada)('POST', key.id, '/disable');
  expect(await after('key.disabled', 'update')).toMatchObject({ by: { id: ada.memberId } });
  await keysAs(server, ada)('POST', key.id, '/enable');
  await after('key.enabled', 'update');
  const next = await asBob<{ key: Key; secret: string }>('POST', key.id, '/regenerate');
  expect(await after('key.regenerated', 'update', 2)).toMatchObject({
    id: key.id,
    successor: next.body.key.id,
  });
  expect(seen.slice(-2)).toContainEqual(['key.created', 'create']);
  await asBob('POST', next.body.key.id, '/revoke', {});
  expect(await after('key.revoked', 'update')).toMatchObject({
    id: next.body.key.id,
    revokedAt: expect.any(String),
  });
  await asBob('DELETE', key.id);
  expect(await after('key.deleted', 'delete')).toMatchObject({
    id: key.id,
    name: 'Weekly',
    ownerId: bob.memberId,
  });
  const everything = JSON.stringify(received);
  for (const one of [secret, next.body.secret]) {
    expect(everything).not.toContain(one);
    expect(everything).not.toContain(one.slice(10));
  }
});

test("a member does not hear of others' keys, an admin hears of all", async () => {
  const org = await webhookOrg();
  const { server, ada, bob } = org;
  const adas = await listener(org, ada, 'update');
  const bobs = await listener(org, bob, 'update');
  const carol = await invite(server, ada);
  const { key: carols } = await createKey(server, carol);
  const { key: own } = await createKey(server, bob);
  await keysAs(server, carol)('PATCH', carols.id, '', { name: 'Carol 2' });
  await adas.waitFor(1);
  await keysAs(server, bob)('PATCH', own.id, '', { name: 'Bob 2' });
  await Promise.all([adas.waitFor(2), bobs.waitFor(1)]);
  expect(adas.told().map(({ data }) => data.id)).toEqual([carols.id, own.id]);
  expect(bobs.told().map(({ data }) => data.id)).toEqual([own.id]);
});

test('clearing is told as a revocation of each key', async () => {
  const org = await webhookOrg();
  const { server, ada, bob } = org;
  const { told, waitFor } = await listener(org, ada);
  const one = await createKey(server, bob);
  const two = await createKey(server, bob);
  await waitFor(2);
  await server.request('POST', `/v1/orgs/${ada.orgId}/members/${bob.memberId}/clear-keys`, {
    token: ada.token,
  });
  await waitFor(4);
  const revoked = told().filter(({ type }) => type === 'key.revoked');
  expect(revoked.map(({ data }) => data.id).sort()).toEqual([one.key.id, two.key.id].sort());
});

test('nobody is told of a change that was refused', async () => {
  const org = await webhookOrg();
  const { server, bob } = org;
  const { told, waitFor } = await listener(org, bob, 'update');
  const { key } = await createKey(server, bob);
  const asBob = keysAs(server, bob);
  await asBob('POST', key.id, '/revoke', {});
  await asBob('POST', key.id, '/enable');
  await asBob('POST', key.id, '/revoke', {});
  const { key: last } = await createKey(server, bob);
  await asBob('PATCH', last.id, '', { name: 'Last' });
  await waitFor(2);
  expect(
    told()
      .map(({ type }) => type)
      .sort(),
  ).toEqual(['key.renamed', 'key.revoked']);
});

test('another org hears nothing', async () => {
  const org = await webhookOrg();
  const { server, ada, bob } = org;
  const adas = await listener(org, ada, 'create');
  const { body } = await server.request<{ id: string }>('POST', '/v1/orgs', {
    token: ada.token,
    body: { name: 'Globex' },
  });
  await createKey(server, { ...ada, orgId: body.id });
  const { key } = await createKey(server, bob);
  await adas.waitFor(1);
  expect(adas.told()).toMatchObject([{ data: { id: key.id } }]);
});

test('events under key cannot be published from outside', async () => {
  const { server, ada } = await webhookOrg();
  const { secret } = await createKey(server, ada, { scopes: ['keyturn.events:publish'] });
  const answer = await server.request('POST', `/v1/orgs/${ada.orgId}/events`, {
    token: secret,
    body: { entity: 'key', operation: 'create', data: {} },
  });
  expect(answer).toMatchObject({ status: 422, body: { errors: [{ path: 'entity' }] } });
});
