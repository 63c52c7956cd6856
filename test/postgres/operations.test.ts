/** What `/readyz` and the metrics say of PostgreSQL. */
import { expect, onTestFinished, test, vi } from 'vitest';
import { setUp } from '../support/people.ts';
import { testServer } from '../support/server.ts';
import { tcpProxy } from '../support/tcp-proxy.ts';
import { emptyDatabase } from './database.ts';

/** For a busy machine, in milliseconds. */
const PATIENCE = 20_000;

async function proxied(environment: Record<string, string> = {}) {
  const url = await emptyDatabase();
  const proxy = await tcpProxy(url);
  onTestFinished(() => proxy.close());
  const server = await testServer({
    environment: { DATABASE_URL: proxy.through(url), KEYTURN_METRICS_PORT: '0', ...environment },
  });
  await setUp(server);
  onTestFinished(() => proxy.thaw());
  const ready = () => server.request<{ checks?: string }>('GET', '/readyz');
  const metrics = async () => (await fetch(server.metricsAddress as string)).text();
  return { proxy, ready, metrics };
}

test('a notification stream that is cut is said in both, and so is its return', async () => {
  const { proxy, ready, metrics } = await proxied();
  // Signs of life come late on a busy machine.
  await vi.waitFor(async () => {
    expect(await ready()).toMatchObject({ status: 200, body: { status: 'ok', checks: 'cached' } });
  }, PATIENCE);
  expect(await metrics()).toContain('keyturn_notifications_up 1\n');

  proxy.freeze('keyturn changes');
  await vi.waitFor(async () => {
    expect(await ready()).toMatchObject({ status: 200, body: { checks: 'database' } });
  }, PATIENCE);
  const said = await metrics();
  expect(said).toContain('keyturn_notifications_up 0\n');
  expect(said).toContain('keyturn_checks_from{source="database"} 1\n');
  expect(said).toContain('keyturn_checks_from{source="cached"} 0\n');
  expect(said).toContain('keyturn_store_ready 1\n');
  expect(said).not.toContain('keyturn_journal_bytes');

  proxy.thaw();
  await vi.waitFor(async () => {
    expect(await ready()).toMatchObject({ body: { checks: 'cached' } });
  }, PATIENCE);
  expect(await metrics()).toContain('keyturn_notifications_up 1\n');
});

test('a database that is away is said in both', async () => {
  const { proxy, ready, metrics } = await proxied();
  proxy.freeze();
  await vi.waitFor(async () => expect((await ready()).status).toBe(503), PATIENCE);
  const said = await metrics();
  expect(said).toContain('keyturn_store_ready 0\n');
  expect(said).toContain('keyturn_notifications_up 0\n');
});

test('strict: checks are from the database, and there are no notifications to speak of', async () => {
  const { ready, metrics } = await proxied({ KEYTURN_CHECKS: 'strict' });
  expect(await ready()).toMatchObject({ status: 200, body: { checks: 'database' } });
  expect(await metrics()).not.toContain('keyturn_notifications_up');
});
