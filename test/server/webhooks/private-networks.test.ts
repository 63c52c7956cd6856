/** No request into the server's own network, at registration or later (DNS rebinding). */
import type { LookupAddress } from 'node:dns';
import { expect, test } from 'vitest';
import type { Problem } from '../../../shared/contract/errors.ts';
import { createKey } from '../../support/keys.ts';
import { setUp } from '../../support/people.ts';
import { receiver } from '../../support/receiver.ts';
import { startTestServer, testFolder, testServer } from '../../support/server.ts';
import {
  clockOfToday,
  createWebhook,
  publisher,
  webhookOrg,
  webhooksAs,
} from '../../support/webhooks.ts';

const PUBLIC: LookupAddress = { address: '1.1.1.1', family: 4 };
const HERE: LookupAddress = { address: '127.0.0.1', family: 4 };

test.each([
  'http://127.0.0.1/',
  'http://localhost:4777/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://[::1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://169.254.169.254/latest/meta-data/',
  'http://inside.example/',
])('%s is refused as a target', async (url) => {
  const { server, bob } = await webhookOrg({
    environment: { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'false' },
    webhooks: { resolve: async () => [HERE] },
  });
  const { key } = await createKey(server, bob);
  const body = { url, entity: 'task', keyId: key.id };
  const answer = await server.request<Problem>('POST', `/v1/orgs/${bob.orgId}/webhooks`, {
    token: bob.token,
    body,
  });
  expect(answer.body).toMatchObject({ status: 422, code: 'webhook_target_refused' });
  expect(await webhooksAs(server, bob).list()).toEqual([]);
});

test.each([
  ['to an address in here', [HERE]],
  ['to one in here and one outside', [PUBLIC, HERE]],
  ['nowhere', []],
])(
  'a name that led outside when it was registered and then leads %s gets nothing',
  async (_, then) => {
    let addresses = [PUBLIC];
    const { server, ada, bob } = await webhookOrg({
      environment: { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'false' },
      webhooks: { resolve: async () => addresses },
    });
    const { port, received } = await receiver();
    const url = `http://rebinding.example:${port}/hook`;
    const { webhook } = await createWebhook(server, bob, { url });
    addresses = then;
    await (await publisher(server, ada))();
    const delivery = await webhooksAs(server, bob).newest(webhook.id, (one) => one.error !== null);
    expect(delivery).toMatchObject({
      status: 'pending',
      responseStatus: null,
      error: 'The address is not one that events are sent to.',
    });
    expect(received).toEqual([]);
  },
);

test('an address allowed once is refused at delivery by a server that does not allow it', async () => {
  const { url, received } = await receiver();
  const dataDir = await testFolder();
  const clock = clockOfToday();
  const open = await startTestServer({
    dataDir,
    clock,
    environment: { KEYTURN_WEBHOOK_ALLOW_PRIVATE: 'true' },
    webhooks: { limits: { pollEvery: 3_600_000 } },
  });
  const ada = await setUp(open);
  const { webhook } = await createWebhook(open, ada, { url });
  await (await publisher(open, ada))();
  await open.close();

  const shut = await testServer({ dataDir, clock });
  const asAda = webhooksAs(shut, ada);
  const delivery = await asAda.newest(webhook.id, (one) => one.error !== null);
  expect(delivery.error).toBe('The address is not one that events are sent to.');
  expect(received).toEqual([]);
});

test('the connection goes to the address that was looked at, and a name is looked up once', async () => {
  const asked: string[] = [];
  const { server, ada, bob } = await webhookOrg({
    webhooks: {
      resolve: async (hostname) => {
        asked.push(hostname);
        return asked.length > 1 ? [{ address: '127.0.0.2', family: 4 }] : [HERE];
      },
    },
  });
  const { port, received, waitFor } = await receiver();
  await createWebhook(server, bob, { url: `http://somewhere.example:${port}/hook` });
  await (await publisher(server, ada))();
  await waitFor(1);
  expect(asked).toEqual(['somewhere.example']);
  expect(received[0]?.headers.host).toBe(`somewhere.example:${port}`);
});
