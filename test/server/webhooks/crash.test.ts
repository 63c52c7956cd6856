/** What was accepted is delivered, also when the server is killed right afterwards. */
import { afterAll, expect, test, vi } from 'vitest';
import { requester } from '../../support/http.ts';
import { setUp } from '../../support/people.ts';
import { type Received, receiver, verified } from '../../support/receiver.ts';
import { testFolder } from '../../support/server.ts';
import { type ServerProcess, spawnServer } from '../../support/server-process.ts';
import { until } from '../../support/until.ts';
import { createWebhook, publisher } from '../../support/webhooks.ts';

// Each test starts processes, which takes long on a busy machine.
vi.setConfig({ testTimeout: 60_000 });
afterAll(() => vi.resetConfig());

const start = (dataDir: string) =>
  spawnServer({ KEYTURN_DATA_DIR: dataDir, KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true' });

async function requestsOf(server: ServerProcess) {
  const [, address = ''] = await server.waitFor(/Keyturn is at (http:\S+)\n/);
  return requester(address);
}

async function firstServer(dataDir: string, url: string) {
  const server = start(dataDir);
  const request = await requestsOf(server);
  const [, setupCode = ''] = await server.waitFor(/Setup code: (\S+)\n/);
  const ada = await setUp({ request, setupCode });
  const { secret } = await createWebhook({ request }, ada, { url });
  return { server, secret, publish: await publisher({ request }, ada) };
}

const idsOf = (received: Received[]) =>
  new Set(received.map(({ headers }) => headers['webhook-id']));

test('events accepted before kill -9 are delivered after it, whenever it comes', async () => {
  const dataDir = await testFolder();
  const { url, received } = await receiver();
  const { server, secret, publish } = await firstServer(dataDir, url);
  const accepted: string[] = [];
  const publishing = (async () => {
    for (;;) accepted.push((await publish()).eventId);
  })().catch(() => 'cut off');
  await until(() => accepted.length >= 20);
  expect(await server.stop('SIGKILL')).toBe('SIGKILL');
  expect(await publishing).toBe('cut off');

  await requestsOf(start(dataDir));
  await until(() => accepted.every((id) => idsOf(received).has(id)));
  for (const one of received) expect(verified(secret, one).data).toEqual({ id: 7 });
});

test('an attempt that kill -9 cut short is made again, with the same id, at once', async () => {
  const dataDir = await testFolder();
  const { url, received, waitFor } = await receiver((response, _, nth) => {
    if (nth > 1) response.writeHead(204).end();
  });
  const { server, publish } = await firstServer(dataDir, url);
  const { eventId } = await publish();
  await waitFor(1);
  await server.stop('SIGKILL');

  await requestsOf(start(dataDir));
  await waitFor(2);
  expect(idsOf(received)).toEqual(new Set([eventId]));
});
