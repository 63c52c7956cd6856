/** How deliveries are made: at once, apart from each other, and across a stop. */
import type { ServerResponse } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { openJsonStore } from '../../../server/store/json/index.ts';
import { DAY } from '../../support/clock.ts';
import { PASSWORD, setUp, type TestPerson } from '../../support/people.ts';
import { receiver } from '../../support/receiver.ts';
import { deliveryRow, eventRow } from '../../support/rows.ts';
import { startTestServer, type TestServer, testFolder, testServer } from '../../support/server.ts';
import { until } from '../../support/until.ts';
import {
  clockOfToday,
  createWebhook,
  publisher,
  webhookOrg,
  webhooksAs,
} from '../../support/webhooks.ts';

test('a receiver that hangs holds up no other, and gets two deliveries at once', async () => {
  const { server, ada, bob } = await webhookOrg();
  const hanging = await receiver(() => undefined);
  const quick = await receiver();
  const slow = await createWebhook(server, bob, { url: hanging.url });
  await createWebhook(server, bob, { url: quick.url });
  const publish = await publisher(server, ada);
  const count = 20;
  await Promise.all(Array.from({ length: count }, () => publish()));
  await quick.waitFor(count);
  expect(hanging.received).toHaveLength(2);
  const waiting = await webhooksAs(server, bob).deliveries(slow.webhook.id);
  expect(waiting.filter(({ attempts }) => attempts > 0)).toHaveLength(2);
});

test('no more than so many are under way at once, and each is made once', async () => {
  const atOnce = 3;
  const { server, ada, bob } = await webhookOrg({ webhooks: { limits: { atOnce } } });
  const open = new Set<ServerResponse>();
  let most = 0;
  const target = await receiver((response) => {
    open.add(response);
    most = Math.max(most, open.size);
  });
  for (let n = 0; n < 4; n++) await createWebhook(server, bob, { url: target.url });
  const publish = await publisher(server, ada);
  for (let n = 0; n < 3; n++) await publish();
  let answered = 0;
  while (answered < 12) {
    await until(() => open.size === Math.min(atOnce, 12 - answered));
    const [one] = open;
    if (!one) throw new Error('Nothing came');
    open.delete(one);
    one.writeHead(204).end();
    answered++;
  }
  expect(most).toBe(atOnce);
  expect(target.received).toHaveLength(12);
});

test('a stop lets an attempt finish, and its result is kept', async () => {
  const dataDir = await testFolder();
  const clock = clockOfToday();
  const environment = { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true' };
  const first = await startTestServer({ dataDir, clock, environment });
  const ada = await setUp(first);
  let answer: () => void = () => undefined;
  const target = await receiver((response) => {
    answer = () => void response.writeHead(200).end('late');
  });
  const { webhook } = await createWebhook(first, ada, { url: target.url });
  await (await publisher(first, ada))();
  await target.waitFor(1);
  const closed = first.close();
  answer();
  await closed;
  const second = await testServer({ dataDir, clock, environment });
  const [delivery] = await webhooksAs(second, ada).deliveries(webhook.id);
  expect(delivery).toMatchObject({ status: 'delivered', attempts: 1, responseBody: 'late' });
  expect(target.received).toHaveLength(1);
});

test('what does not finish within the grace is given back, and made by the next server', async () => {
  const dataDir = await testFolder();
  const clock = clockOfToday();
  const environment = { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true' };
  const webhooks = { limits: { stopGrace: 10, pollEvery: 10 } };
  const first = await startTestServer({ dataDir, clock, environment, webhooks });
  const ada = await setUp(first);
  const target = await receiver((response, _, nth) => {
    if (nth > 1) response.writeHead(204).end();
  });
  const { webhook } = await createWebhook(first, ada, { url: target.url });
  await (await publisher(first, ada))();
  await target.waitFor(1);
  await first.close();
  const second = await testServer({ dataDir, clock, environment, webhooks });
  const delivery = await webhooksAs(second, ada).newest(
    webhook.id,
    (one) => one.status === 'delivered',
  );
  expect(delivery.attempts).toBe(1);
  expect(target.received).toHaveLength(2);
});

test('after a stop nothing is sent', async () => {
  const dataDir = await testFolder();
  const clock = clockOfToday();
  const environment = { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true' };
  const late = { limits: { pollEvery: 3_600_000 } };
  const first = await startTestServer({ dataDir, clock, environment, webhooks: late });
  const ada = await setUp(first);
  const target = await receiver();
  const { webhook } = await createWebhook(first, ada, { url: target.url });
  await (await publisher(first, ada))();
  await first.close();
  expect(target.received).toEqual([]);
  const second = await testServer({ dataDir, clock, environment });
  await webhooksAs(second, ada).newest(webhook.id, (one) => one.status === 'delivered');
});

test('of each webhook the newest hundred that are over are kept, and all that wait', async () => {
  const dataDir = await testFolder();
  const clock = clockOfToday();
  const environment = { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true' };
  const first = await startTestServer({ dataDir, clock, environment });
  const ada = await setUp(first);
  const target = await receiver();
  const { webhook } = await createWebhook(first, ada, { url: target.url });
  const publish = await publisher(first, ada);
  await publish();
  await webhooksAs(first, ada).newest(webhook.id, (one) => one.status === 'delivered');
  await first.close();

  const store = await openJsonStore({ dir: dataDir });
  const past = clock.now() - DAY;
  const later = clock.now() + DAY;
  const waiting = deliveryRow(webhook, { id: 'evt_0' }, { createdAt: past, nextAttemptAt: later });
  await store.transact(async (tx) => {
    tx.put('events', eventRow({ id: webhook.orgId }, { id: 'evt_0' }));
    tx.put('deliveries', waiting);
    for (let n = 1; n <= 130; n++) {
      const event = eventRow({ id: webhook.orgId }, { id: `evt_${n}` });
      const over = { status: 'delivered', nextAttemptAt: null, createdAt: past + n } as const;
      tx.put('events', event);
      tx.put('deliveries', deliveryRow(webhook, event, over));
    }
  });
  await store.close();

  const webhooks = { limits: { pruneEvery: 1 } };
  const second = await startTestServer({ dataDir, clock, environment, webhooks });
  clock.advance(1);
  const { eventId } = await (await publisher(second, ada))();
  const path = `/v1/orgs/${ada.orgId}/webhooks/${webhook.id}/deliveries?limit=200`;
  let left: string[] = [];
  await until(async () => {
    const { body } = await second.request<{ items: { eventId: string }[] }>('GET', path, {
      token: ada.token,
    });
    left = body.items.map((one) => one.eventId);
    return left.length <= 101;
  });
  expect(left).toHaveLength(101);
  expect(left[0]).toBe(eventId);
  expect(left.slice(-2)).toEqual(['evt_33', 'evt_0']);
  await second.close();
  const after = await openJsonStore({ dir: dataDir });
  onTestFinished(() => after.close());
  expect(await after.events.byId('evt_32')).toBeUndefined();
  expect(await after.events.byId('evt_33')).toBeDefined();
});

test('what is over is gone after a month', async () => {
  const { server, ada, bob } = await webhookOrg({ webhooks: { limits: { sweepEvery: 10 } } });
  const target = await receiver();
  const { webhook } = await createWebhook(server, bob, { url: target.url });
  const publish = await publisher(server, ada);
  const bobs = webhooksAs(server, bob);
  await publish();
  await bobs.newest(webhook.id, (one) => one.status === 'delivered');
  server.clock.advance(20 * DAY);
  const { eventId } = await publish();
  await bobs.newest(webhook.id, (one) => one.eventId === eventId && one.status === 'delivered');
  expect(await bobs.deliveries(webhook.id)).toHaveLength(2);
  server.clock.advance(10 * DAY + 1);
  const again = webhooksAs(server, await signInAgain(server, bob));
  await until(async () => (await again.deliveries(webhook.id)).length < 2);
  expect(await again.deliveries(webhook.id)).toMatchObject([{ eventId }]);
});

/** Sessions do not last that long. */
async function signInAgain(server: TestServer, person: TestPerson): Promise<TestPerson> {
  const { email } = person;
  const { body } = await server.request<{ token: string }>('POST', '/v1/sessions', {
    body: { email, password: PASSWORD },
  });
  return { ...person, token: body.token };
}
