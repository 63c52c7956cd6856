import { expect, test } from 'vitest';
import { LEASE, RETRY_DELAYS } from '../../../server/domain/webhooks/schedule.ts';
import { DAY, MINUTE } from '../../support/clock.ts';
import { failing, receiver, status, verified } from '../../support/receiver.ts';
import { createWebhook, publisher, webhookOrg, webhooksAs } from '../../support/webhooks.ts';

async function world(answer: Parameters<typeof receiver>[0]) {
  const { server, ada, bob } = await webhookOrg();
  const target = await receiver(answer);
  const { webhook, secret } = await createWebhook(server, bob, { url: target.url });
  const bobs = webhooksAs(server, bob);
  return {
    server,
    ada,
    target,
    webhook,
    secret,
    bobs,
    publish: await publisher(server, ada),
    after: (attempts: number) =>
      bobs.newest(
        webhook.id,
        (one) => one.attempts === attempts && one.responseStatus !== null && !isLeased(one),
      ),
  };
}

/** An attempt is under way: the next one is set for when it would have been cut short. */
function isLeased(one: { lastAttemptAt: string | null; nextAttemptAt: string | null }): boolean {
  const { lastAttemptAt, nextAttemptAt } = one;
  return Date.parse(nextAttemptAt ?? '') - Date.parse(lastAttemptAt ?? '') === LEASE;
}

test('a failed delivery is made again after the back-off, with the same id', async () => {
  const { server, target, publish, secret, after } = await world(failing(2));
  await publish();
  const first = await after(1);
  expect(first).toMatchObject({ status: 'pending', responseStatus: 503 });
  const start = server.clock.now();
  expect(first.nextAttemptAt).toBe(new Date(start + 5_000).toISOString());

  server.clock.advance(5_000);
  await target.waitFor(2);
  const second = await after(2);
  expect(second.status).toBe('pending');
  server.clock.advance(30_000);
  await target.waitFor(3);
  expect(await after(3)).toMatchObject({ status: 'delivered', nextAttemptAt: null });

  expect(new Set(target.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(target.received.map(({ body }) => body)).size).toBe(1);
  const times = target.received.map(({ headers }) => Number(headers['webhook-timestamp']));
  expect(times[1]).toBe((times[0] ?? 0) + 5);
  for (const one of target.received) expect(verified(secret, one).type).toBe('task.create');
});

test('nothing is sent before its time', async () => {
  const { server, target, publish, after } = await world(failing(1));
  await publish();
  await after(1);
  server.clock.advance(4_999);
  // A delivery that is due is made meanwhile.
  await publish();
  await target.waitFor(2);
  expect(target.received[1]?.headers['webhook-id']).not.toBe(
    target.received[0]?.headers['webhook-id'],
  );
});

test('410 stops the webhook, and nothing more goes there until it is resumed', async () => {
  const { ada, server, target, publish, webhook, bobs } = await world((response, _, nth) => {
    response.writeHead(nth === 1 ? 410 : 200).end();
  });
  await publish();
  const delivery = await bobs.newest(webhook.id, (one) => one.status === 'failed');
  expect(delivery).toMatchObject({ attempts: 1, responseStatus: 410, nextAttemptAt: null });
  expect(await bobs.one(webhook.id)).toMatchObject({ status: 'stopped', stopReason: 'gone' });
  expect(await publish()).toMatchObject({ deliveries: 0 });
  const { body } = await server.request<{ items: { action: string; actor: object }[] }>(
    'GET',
    `/v1/orgs/${ada.orgId}/audit?action=webhook.stopped`,
    { token: ada.token },
  );
  expect(body.items).toMatchObject([
    { actor: { kind: 'system' }, target: { id: webhook.id }, detail: { reason: 'gone' } },
  ]);

  expect((await bobs.set(webhook.id, 'active')).body).toMatchObject({
    status: 'active',
    stopReason: null,
  });
  await publish();
  await target.waitFor(2);
});

test('a webhook that never works is stopped after some days', async () => {
  const { server, publish, webhook, bobs, after } = await world(status(500));
  await publish();
  for (let attempts = 1; attempts <= RETRY_DELAYS.length; attempts++) {
    expect((await after(attempts)).status).toBe('pending');
    expect((await bobs.one(webhook.id)).status).toBe('active');
    server.clock.advance(DAY);
  }
  expect((await after(RETRY_DELAYS.length + 1)).status).toBe('failed');
  expect(await bobs.one(webhook.id)).toMatchObject({ status: 'stopped', stopReason: 'failing' });
});

test('a success in between starts the days anew', async () => {
  let works = false;
  const { server, publish, webhook, bobs, after } = await world((response) => {
    response.writeHead(works ? 200 : 500).end();
  });
  await publish();
  await after(1);
  works = true;
  server.clock.advance(MINUTE);
  await bobs.newest(webhook.id, (one) => one.status === 'delivered');
  works = false;
  server.clock.advance(6 * DAY);
  await publish();
  await after(1);
  expect(await bobs.one(webhook.id)).toMatchObject({ status: 'active' });
});
