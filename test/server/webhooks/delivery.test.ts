import { expect, test } from 'vitest';
import { receiver, status, verified } from '../../support/receiver.ts';
import { createWebhook, publisher, webhookOrg, webhooksAs } from '../../support/webhooks.ts';

test('an event arrives as the Standard Webhooks specification has it', async () => {
  const { server, ada, bob } = await webhookOrg();
  const { url, received, waitFor } = await receiver(status(200, 'thanks\u0000\n'));
  const { webhook, secret } = await createWebhook(server, bob, { url });
  const publish = await publisher(server, ada);
  const data = { id: 7, title: 'Ünïcode 👩🏽‍🚀 \u2028' };
  expect(await publish({ data })).toEqual({
    eventId: expect.stringMatching(/^evt_/),
    deliveries: 1,
  });
  await waitFor(1);
  const [one] = received;
  if (!one) throw new Error('Nothing came');
  expect(one).toMatchObject({ method: 'POST', path: '/hook' });
  expect(one.headers).toMatchObject({
    'content-type': 'application/json',
    'user-agent': expect.stringMatching(/^Keyturn\/\d/),
    'webhook-signature': expect.stringMatching(/^v1,[\w+/]+=$/),
  });
  expect(verified(secret, one)).toEqual({
    type: 'task.create',
    timestamp: new Date(server.clock.now()).toISOString(),
    entity: 'task',
    operation: 'create',
    data,
  });
  const bobs = webhooksAs(server, bob);
  const delivery = await bobs.newest(webhook.id, ({ status }) => status === 'delivered');
  expect(delivery).toMatchObject({
    eventId: one.headers['webhook-id'],
    attempts: 1,
    nextAttemptAt: null,
    responseStatus: 200,
    responseBody: 'thanks\n',
    error: null,
    entity: 'task',
    operation: 'create',
  });
  const { entity, operation, responseBody, error, ...summary } = delivery;
  expect((await bobs.one(webhook.id)).lastDelivery).toEqual(summary);
});
