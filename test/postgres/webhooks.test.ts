/** Deliveries by several servers over one PostgreSQL. */
import { expect, test } from 'vitest';
import { LEASE } from '../../server/domain/webhooks/schedule.ts';
import { setApiAccess, setUp } from '../support/people.ts';
import { receiver, verified } from '../support/receiver.ts';
import { startTestServer, testServer } from '../support/server.ts';
import {
  clockOfToday,
  createWebhook,
  NO_JITTER,
  publisher,
  webhooksAs,
} from '../support/webhooks.ts';
import { emptyDatabase } from './database.ts';

const options = (url: string, clock = clockOfToday()) => ({
  clock,
  environment: { DATABASE_URL: url, KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true' },
  webhooks: { random: NO_JITTER, limits: { pollEvery: 10, stopGrace: 10 } },
});

test('each delivery is made by one of the servers, once', async () => {
  const url = await emptyDatabase();
  const clock = clockOfToday();
  const here = await testServer(options(url, clock));
  const there = await testServer(options(url, clock));
  const ada = await setUp(here);
  await setApiAccess(here, ada, true);
  const target = await receiver();
  const { webhook, secret } = await createWebhook(here, ada, { url: target.url });
  await createWebhook(there, ada, { url: target.url });
  const publishers = [await publisher(here, ada), await publisher(there, ada)];
  const accepted = await Promise.all(
    Array.from({ length: 40 }, (_, n) => publishers[n % 2]?.({ data: { n } })),
  );
  expect(accepted.every((one) => one?.deliveries === 2)).toBe(true);
  await target.waitFor(80);
  await webhooksAs(here, ada).newest(webhook.id, (one) => one.status === 'delivered');
  const signed = target.received.filter((one) => {
    try {
      return verified(secret, one);
    } catch {
      return false;
    }
  });
  expect(new Set(signed.map(({ headers }) => headers['webhook-id'])).size).toBe(40);
  expect(target.received).toHaveLength(80);
});

test('what a dead server had begun another one makes, once the lease has run out', async () => {
  const url = await emptyDatabase();
  const clock = clockOfToday();
  const first = await startTestServer(options(url, clock));
  const ada = await setUp(first);
  const target = await receiver((response, _, nth) => {
    if (nth > 1) response.writeHead(204).end();
  });
  const { webhook } = await createWebhook(first, ada, { url: target.url });
  const publish = await publisher(first, ada);
  const { eventId } = await publish();
  await target.waitFor(1);

  const second = await testServer(options(url, clock));
  // Whatever else is due is made, so it has looked.
  await createWebhook(second, ada, { url: target.url, entity: 'note' });
  await (await publisher(second, ada))({ entity: 'note' });
  await target.waitFor(2);
  expect(target.received.map(({ headers }) => headers['webhook-id'] === eventId)).toEqual([
    true,
    false,
  ]);
  clock.advance(LEASE);
  await target.waitFor(3);
  expect(target.received[2]?.headers['webhook-id']).toBe(eventId);
  const delivery = await webhooksAs(second, ada).newest(
    webhook.id,
    (one) => one.status === 'delivered',
  );
  expect(delivery.attempts).toBe(2);
  // The first one was not dead after all; what it knows of the attempt no longer counts.
  clock.advance(1);
  await first.close();
  expect(await webhooksAs(second, ada).deliveries(webhook.id)).toEqual([delivery]);
});
