import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createWebhook, publisher, webhookOrg, webhooksAs } from '../../support/webhooks.ts';

test.each(['1', '0'])(
  'nothing goes to a host whose certificate nobody vouches for (NODE_TLS_REJECT_UNAUTHORIZED=%s)',
  async (reject) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', reject);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    let requests = 0;
    const target = createServer({ key, cert }, (_, response) => {
      requests++;
      response.end();
    });
    target.listen(0, '127.0.0.1');
    await once(target, 'listening');
    onTestFinished(() => void target.close());
    const { port } = target.address() as AddressInfo;

    const { server, ada, bob } = await webhookOrg();
    const { webhook } = await createWebhook(server, bob, { url: `https://localhost:${port}/` });
    await (await publisher(server, ada))();
    const delivery = await webhooksAs(server, bob).newest(webhook.id, (one) => one.error !== null);
    expect(delivery).toMatchObject({
      responseStatus: null,
      error: 'The request failed (DEPTH_ZERO_SELF_SIGNED_CERT).',
    });
    expect(requests).toBe(0);
  },
);
