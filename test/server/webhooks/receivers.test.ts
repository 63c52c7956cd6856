/** Receivers that do not behave. */
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { type Answering, receiver, status } from '../../support/receiver.ts';
import { createWebhook, publisher, webhookOrg, webhooksAs } from '../../support/webhooks.ts';

/** Publishes one event for the receiver and gives the delivery after its first attempt. */
async function deliverTo(answer: Answering, attemptLimit = 10_000) {
  const { server, ada, bob } = await webhookOrg({ webhooks: { limits: { attemptLimit } } });
  const target = await receiver(answer);
  const { webhook } = await createWebhook(server, bob, { url: target.url });
  const publish = await publisher(server, ada);
  await publish();
  const delivery = await webhooksAs(server, bob).newest(
    webhook.id,
    (one) => one.error !== null || one.responseStatus !== null,
  );
  return { delivery, target };
}

test.each([301, 302, 303, 307, 308])('%d is not followed: it is a failure', async (code) => {
  const elsewhere = await receiver();
  const { delivery, target } = await deliverTo(status(code, '', { Location: elsewhere.url }));
  expect(delivery).toMatchObject({ status: 'pending', attempts: 1, responseStatus: code });
  expect(target.received).toHaveLength(1);
  expect(elsewhere.received).toHaveLength(0);
});

test('one that never answers is given up', async () => {
  const { delivery } = await deliverTo(() => undefined, 100);
  expect(delivery).toMatchObject({
    status: 'pending',
    attempts: 1,
    responseStatus: null,
    error: 'No answer came within 0.1 seconds.',
  });
});

test('one whose answer never ends has answered all the same', async () => {
  let closed: Promise<unknown> = Promise.resolve();
  const { delivery } = await deliverTo((response) => {
    closed = once(response, 'close');
    response.writeHead(200).write('I am still');
  }, 100);
  expect(delivery).toMatchObject({
    status: 'delivered',
    responseStatus: 200,
    responseBody: 'I am still',
  });
  await closed;
});

test('of a huge answer only the beginning is read and kept', async () => {
  let written = 0;
  let closed: Promise<unknown> = Promise.resolve();
  const chunk = Buffer.alloc(64 * 1024, 'é');
  const { delivery } = await deliverTo((response) => {
    closed = once(response, 'close');
    response.writeHead(200);
    const pour = (): void => {
      while (!response.destroyed) {
        written += chunk.length;
        if (!response.write(chunk)) return void response.once('drain', pour);
      }
    };
    pour();
  });
  expect(delivery).toMatchObject({ status: 'delivered', responseBody: 'é'.repeat(1_000) });
  await closed;
  expect(written).toBeLessThan(64 * 1024 * 1024);
});

test('one that closes without an answer', async () => {
  const { delivery } = await deliverTo((response) => void response.socket?.destroy());
  expect(delivery).toMatchObject({
    responseStatus: null,
    error: 'The connection was closed before an answer came.',
  });
});

test('one that speaks no HTTP', async () => {
  const { delivery } = await deliverTo((response) => {
    response.socket?.end('220 mail.example.com ESMTP\r\n');
  });
  expect(delivery).toMatchObject({
    responseStatus: null,
    error: expect.stringMatching(/^The request failed/),
  });
});

test('one that is not there', async () => {
  const { server, ada, bob } = await webhookOrg();
  const url = 'http://127.0.0.1:1/hook';
  const { webhook } = await createWebhook(server, bob, { url });
  await (await publisher(server, ada))();
  const delivery = await webhooksAs(server, bob).newest(webhook.id, (one) => one.error !== null);
  expect(delivery).toMatchObject({ attempts: 1, error: 'The connection was refused.' });
});
