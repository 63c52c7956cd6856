import { expect, test } from 'vitest';
import { verifier } from '../support/check.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { failing, receiver } from '../support/receiver.ts';
import { testServer } from '../support/server.ts';
import { createWebhook, publisher, webhookOrg } from '../support/webhooks.ts';

async function measuredOrg() {
  const org = await openOrg({ environment: { KEYTURN_METRICS_PORT: '0' } });
  const address = org.server.metricsAddress as string;
  const scrape = async () => (await fetch(address)).text();
  return { ...org, address, scrape };
}

/** Of the one line that begins so. */
function valueIn(metrics: string, line: string): number {
  const lines = metrics.split('\n').filter((one) => one.startsWith(`${line} `));
  expect(lines, line).toHaveLength(1);
  return Number(lines[0]?.slice(line.length + 1));
}

test('checks are counted by outcome', async () => {
  const { server, ada, bob, scrape } = await measuredOrg();
  const { secret } = await createKey(server, bob);
  const verify = await verifier(server, ada);
  await verify(secret, ['tasks:read']);
  await verify(secret, ['tasks:read']);
  await verify(secret, ['tasks:delete']);
  await verify('nonsense');
  const authorize = `${server.address}/v1/orgs/${ada.orgId}/authorize?scope=tasks:read`;
  expect((await fetch(authorize, { headers: { 'X-API-Key': secret } })).status).toBe(200);
  const metrics = await scrape();
  const checks = (outcome: string) =>
    valueIn(metrics, `keyturn_checks_total{outcome="${outcome}"}`);
  expect([checks('valid'), checks('insufficient_scope'), checks('malformed')]).toEqual([3, 1, 1]);
  expect(checks('revoked')).toBe(0);
  expect(await scrape()).toContain('keyturn_checks_total{outcome="valid"} 3');
});

test('requests are timed by route, without an id in any label', async () => {
  const { server, ada, bob, scrape } = await measuredOrg();
  const { key, secret } = await createKey(server, bob);
  await server.request('GET', `/v1/orgs/${ada.orgId}/keys/${key.id}`, { token: ada.token });
  await server.request('GET', `/no/such/${key.id}`);
  const metrics = await scrape();
  const requests = 'keyturn_http_request_duration_seconds_count';
  const got = `{method="GET",route="/v1/orgs/:org/keys/:id",status="200"}`;
  expect(valueIn(metrics, `${requests}${got}`)).toBe(1);
  expect(valueIn(metrics, `${requests}{method="any",route="none",status="404"}`)).toBe(1);
  for (const id of [key.id, ada.orgId, secret, 'no/such']) expect(metrics).not.toContain(id);
});

test('they say how the store is, and the process', async () => {
  const { server, bob, scrape } = await measuredOrg();
  await createKey(server, bob);
  const metrics = await scrape();
  expect(valueIn(metrics, 'keyturn_store_ready')).toBe(1);
  expect(valueIn(metrics, 'keyturn_checks_from{source="cached"}')).toBe(1);
  expect(valueIn(metrics, 'keyturn_checks_from{source="away"}')).toBe(0);
  expect(valueIn(metrics, 'keyturn_keys_in_memory')).toBe(1);
  expect(valueIn(metrics, 'keyturn_journal_bytes')).toBeGreaterThan(100);
  expect(metrics).not.toContain('keyturn_notifications_up');
  expect(valueIn(metrics, 'nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
  expect(valueIn(metrics, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
});

test('they are on a port of their own alone, and there is nothing else on it', async () => {
  const { server, address } = await measuredOrg();
  expect(new URL(address).hostname).toBe('127.0.0.1');
  expect((await server.request('GET', '/metrics')).status).toBe(404);
  const answer = await fetch(address);
  expect(answer.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
  expect((await fetch(address, { method: 'POST' })).status).toBe(404);
  expect((await fetch(new URL('/v1/server', address))).status).toBe(404);
});

test('without a port there are none', async () => {
  expect((await testServer()).metricsAddress).toBeNull();
});

test('attempts to deliver are counted by what came of them', async () => {
  const { server, bob, ada } = await webhookOrg({ environment: { KEYTURN_METRICS_PORT: '0' } });
  const { url, waitFor } = await receiver(failing(1));
  await createWebhook(server, bob, { url });
  const publish = await publisher(server, ada);
  await publish();
  await waitFor(1);
  await publish();
  await waitFor(2);
  await expect
    .poll(async () => {
      const metrics = await (await fetch(server.metricsAddress as string)).text();
      const attempts = (outcome: string) =>
        valueIn(metrics, `keyturn_webhook_attempts_total{outcome="${outcome}"}`);
      return [attempts('delivered'), attempts('retry'), attempts('failed')];
    })
    .toEqual([1, 1, 0]);
});
