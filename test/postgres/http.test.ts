/** Whole servers over one PostgreSQL, by HTTP. */
import { expect, onTestFinished, test, vi } from 'vitest';
import type { VerifyAnswer } from '../../shared/contract/check.ts';
import { createKey } from '../support/keys.ts';
import { setUp } from '../support/people.ts';
import { TEST_PASSWORD } from '../support/postgres.ts';
import { type TestServer, testServer } from '../support/server.ts';
import { spawnServer } from '../support/server-process.ts';
import { tcpProxy } from '../support/tcp-proxy.ts';
import { emptyDatabase } from './database.ts';

const over = (url: string, more: Record<string, string> = {}) =>
  testServer({ environment: { DATABASE_URL: url, ...more } });

async function verify(server: TestServer, token: string, key: string): Promise<string> {
  const { body } = await server.request<VerifyAnswer>('POST', '/v1/verify', {
    token,
    body: { key },
  });
  return body.code;
}

/** An org with its admin, a key that may verify, and a key to be verified. */
async function withKeys(server: TestServer) {
  const admin = await setUp(server);
  const gateway = await createKey(server, admin, { scopes: ['keyturn.keys:verify'] });
  const { key, secret } = await createKey(server, admin);
  const revoke = (by: TestServer) =>
    by.request('POST', `/v1/orgs/${admin.orgId}/keys/${key.id}/revoke`, { token: admin.token });
  return { admin, token: gateway.secret, secret, revoke };
}

test.each(['cached', 'strict'])('%s: what one server revokes, both refuse', async (checks) => {
  const url = await emptyDatabase();
  const here = await over(url, { KEYTURN_CHECKS: checks });
  const there = await over(url, { KEYTURN_CHECKS: checks });
  const { token, secret, revoke } = await withKeys(here);
  expect(await verify(here, token, secret)).toBe('valid');
  expect(await verify(there, token, secret)).toBe('valid');

  expect((await revoke(here)).status).toBe(200);
  expect(await verify(here, token, secret)).toBe('revoked');
  await vi.waitFor(async () => expect(await verify(there, token, secret)).toBe('revoked'), 20_000);
});

test('another server goes on where the first one ended', async () => {
  const url = await emptyDatabase();
  const first = await over(url);
  const { admin, token, secret } = await withKeys(first);
  const second = await over(url);
  expect(second.setupCode).toBeNull();
  expect(await verify(second, token, secret)).toBe('valid');
  const { body } = await second.request<{ items: unknown[] }>(
    'GET',
    `/v1/orgs/${admin.orgId}/keys`,
    { token: admin.token },
  );
  expect(body.items).toHaveLength(2);
});

test('the database away: checks go on, writes get 503 with Retry-After, both recover', async () => {
  const url = await emptyDatabase();
  const proxy = await tcpProxy(url);
  onTestFinished(() => proxy.close());
  const server = await over(proxy.through(url));
  const { token, secret, revoke } = await withKeys(server);
  expect(await verify(server, token, secret)).toBe('valid');

  proxy.freeze();
  const refused = await revoke(server);
  expect(refused.status).toBe(503);
  expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await server.request('GET', '/readyz')).status).toBe(503);
  expect(await verify(server, token, secret)).toBe('valid');

  proxy.thaw();
  await vi.waitFor(async () => expect((await revoke(server)).status).toBe(200), 20_000);
  expect(await verify(server, token, secret)).toBe('revoked');
  expect((await server.request('GET', '/readyz')).status).toBe(200);
  expect(server.log()).toMatch(/unavailable/);
  expect(server.log()).not.toContain(TEST_PASSWORD);
});

test('a database that cannot be used: one message, and not the password', async () => {
  const url = (await emptyDatabase()).replace(TEST_PASSWORD, 'wrong-horse');
  const server = spawnServer({ DATABASE_URL: url });
  expect(await server.ended()).toBe(1);
  expect(server.printed()).toMatch(/^The database 127\.0\.0\.1:\d+\/\w+ cannot be used: .+\.\n$/);
  expect(server.printed()).not.toContain('wrong-horse');
});
