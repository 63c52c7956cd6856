/** A webhook works while its key does, and while nobody has paused it. */
import { expect, test } from 'vitest';
import { DAY } from '../../support/clock.ts';
import { createKey, keysAs, type OpenOrg } from '../../support/keys.ts';
import { roleIdOf, setApiAccess } from '../../support/people.ts';
import { receiver } from '../../support/receiver.ts';
import {
  createWebhook,
  type Publish,
  publisher,
  webhookOrg,
  webhooksAs,
} from '../../support/webhooks.ts';

async function world() {
  const org = await webhookOrg();
  const { server, ada, bob } = org;
  const target = await receiver();
  const { key } = await createKey(server, bob, { expiresIn: '1d' });
  const { webhook } = await createWebhook(server, bob, { url: target.url, keyId: key.id });
  const publish = await publisher(server, ada);
  return { ...org, target, key, webhook, publish, bobs: webhooksAs(server, bob) };
}

type World = OpenOrg & { key: { id: string }; publish: Publish };

const setMember = ({ server, ada, bob }: World, body: object) =>
  server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${bob.memberId}`, {
    token: ada.token,
    body,
  });

test.each<[string, (w: World) => Promise<unknown>, (w: World) => Promise<unknown>]>([
  [
    'disabled',
    ({ server, ada, key }) => keysAs(server, ada)('POST', key.id, '/disable'),
    ({ server, ada, key }) => keysAs(server, ada)('POST', key.id, '/enable'),
  ],
  [
    "suspended by the org's switch",
    ({ server, ada }) => setApiAccess(server, ada, false),
    ({ server, ada }) => setApiAccess(server, ada, true),
  ],
  [
    'suspended since its owner is deactivated',
    (w) => setMember(w, { active: false }),
    (w) => setMember(w, { active: true }),
  ],
])('while its key is %s it is stopped, and comes back with it', async (_, stop, restart) => {
  const w = await world();
  const { server, ada, bob, webhook, publish, target } = w;
  const shown = async () =>
    (await webhooksAs(server, ada).list(`?owner=${bob.memberId}`)).find(
      ({ id }) => id === webhook.id,
    );
  await stop(w);
  expect(await shown()).toMatchObject({ status: 'stopped', stopReason: 'key' });
  expect(await publish()).toMatchObject({ deliveries: 0 });
  await restart(w);
  expect(await shown()).toMatchObject({ status: 'active', stopReason: null });
  expect(await publish()).toMatchObject({ deliveries: 1 });
  await target.waitFor(1);
});

test.each<[string, (w: World) => Promise<unknown>]>([
  ['is revoked', ({ server, bob, key }) => keysAs(server, bob)('POST', key.id, '/revoke', {})],
  ['is regenerated', ({ server, bob, key }) => keysAs(server, bob)('POST', key.id, '/regenerate')],
  [
    'is cleared',
    ({ server, ada, bob }) =>
      server.request('POST', `/v1/orgs/${ada.orgId}/members/${bob.memberId}/clear-keys`, {
        token: ada.token,
      }),
  ],
  ['has expired', async ({ server }) => server.clock.advance(2 * DAY)],
])('once its key %s it is stopped', async (_, end) => {
  const w = await world();
  await end(w);
  expect(await w.publish()).toMatchObject({ deliveries: 0 });
  expect(
    await webhooksAs(w.server, w.ada).list(`?owner=${w.bob.memberId}&keyId=${w.key.id}`),
  ).toMatchObject([{ id: w.webhook.id, status: 'stopped', stopReason: 'key' }]);
});

test('a role that may hold no keys stops the webhooks of its members', async () => {
  const w = await world();
  const roleId = await roleIdOf(w.server, w.ada, 'member');
  await w.server.request('PATCH', `/v1/orgs/${w.ada.orgId}/roles/${roleId}`, {
    token: w.ada.token,
    body: { apiAccess: false },
  });
  expect(await w.bobs.one(w.webhook.id)).toMatchObject({ status: 'stopped', stopReason: 'key' });
});

test('a key that is deleted takes its webhooks and their deliveries along', async () => {
  const { server, ada, bob, key, webhook, publish, target, bobs } = await world();
  const other = await createWebhook(server, bob, { url: target.url });
  await publish();
  await bobs.newest(webhook.id, ({ status }) => status === 'delivered');
  await keysAs(server, bob)('DELETE', key.id);
  expect((await bobs.list()).map(({ id }) => id)).toEqual([other.webhook.id]);
  const gone = await server.request(
    'GET',
    `/v1/orgs/${ada.orgId}/webhooks/${webhook.id}/deliveries`,
    {
      token: bob.token,
    },
  );
  expect(gone.status).toBe(404);
  // The event was for both.
  expect(await bobs.deliveries(other.webhook.id)).toHaveLength(1);
  const { body } = await server.request('GET', `/v1/orgs/${ada.orgId}/audit?target=${webhook.id}`, {
    token: ada.token,
  });
  expect(body).toMatchObject({
    items: [{ action: 'webhook.deleted' }, { action: 'webhook.created' }],
  });
});

test('what happens while it is paused is not sent, what waited is sent on resuming', async () => {
  const org = await webhookOrg();
  const { server, ada, bob } = org;
  let works = false;
  const target = await receiver((response) => void response.writeHead(works ? 200 : 500).end());
  const { webhook } = await createWebhook(server, bob, { url: target.url });
  const bobs = webhooksAs(server, bob);
  const publish = await publisher(server, ada);
  const { eventId } = await publish();
  await bobs.newest(webhook.id, (one) => one.responseStatus === 500);

  expect((await bobs.set(webhook.id, 'paused')).body.status).toBe('paused');
  works = true;
  expect(await publish()).toMatchObject({ deliveries: 0 });
  server.clock.advance(60_000);
  const due = server.clock.now();
  const held = await bobs.newest(webhook.id, (one) => Date.parse(one.nextAttemptAt ?? '') > due);
  expect(held).toMatchObject({ status: 'pending', attempts: 1 });
  expect(target.received).toHaveLength(1);

  await bobs.set(webhook.id, 'active');
  const sent = await bobs.newest(webhook.id, ({ status }) => status === 'delivered');
  expect(sent).toMatchObject({ eventId, attempts: 2 });
  expect(target.received).toHaveLength(2);
});

test('what has waited for too long is given up', async () => {
  const { server, ada, bob } = await webhookOrg();
  const target = await receiver((response) => void response.writeHead(500).end());
  const { webhook } = await createWebhook(server, bob, { url: target.url });
  const bobs = webhooksAs(server, bob);
  await (await publisher(server, ada))();
  await bobs.newest(webhook.id, (one) => one.responseStatus === 500);
  await bobs.set(webhook.id, 'paused');
  server.clock.advance(4 * DAY);
  const over = await bobs.newest(webhook.id, ({ status }) => status === 'failed');
  expect(over).toMatchObject({ attempts: 1, error: 'The webhook was not active for too long.' });
});
