/** The guard in an API's process, Keyturn in another, a network between them. */
import { expect, onTestFinished, test } from 'vitest';
import type { KeyRequest } from '../../shared/contract/requests.ts';
import { freePort } from '../support/free-port.ts';
import { requester } from '../support/http.ts';
import { createKey, keysAs } from '../support/keys.ts';
import { setUp, type TestPerson } from '../support/people.ts';
import { testFolder } from '../support/server.ts';
import { type ServerProcess, spawnScript, spawnServer } from '../support/server-process.ts';
import { tcpProxy } from '../support/tcp-proxy.ts';
import { until } from '../support/until.ts';

/** So long that nothing in these tests is forgotten by time. */
const LONG = '300';

interface Keyturn {
  process: ServerProcess;
  address: string;
  ada: TestPerson;
  restart(): Promise<void>;
}

async function startKeyturn(): Promise<Keyturn> {
  const environment = {
    PORT: String(await freePort()),
    KEYTURN_DATA_DIR: await testFolder(),
    KEYTURN_SETUP_CODE: 'open sesame',
  };
  const start = async () => {
    const process = spawnServer(environment);
    const [, address = ''] = await process.waitFor(/Keyturn is at (\S+)/);
    return { process, address };
  };
  const { process, address } = await start();
  const ada = await setUp({ request: requester(address), setupCode: 'open sesame' });
  const keyturn: Keyturn = {
    process,
    address,
    ada,
    async restart() {
      keyturn.process = (await start()).process;
    },
  };
  return keyturn;
}

/** Keyturn, an API that asks it through a proxy, and a client's key. */
async function world(cacheSeconds: string) {
  const keyturn = await startKeyturn();
  const { ada } = keyturn;
  const request = requester(keyturn.address);
  const own = await createKey({ request }, ada, { scopes: ['keyturn.keys:verify'] });
  const client = await createKey({ request }, ada, { scopes: ['tasks:read'] });

  const proxy = await tcpProxy(keyturn.address);
  onTestFinished(() => proxy.close());
  let asked = 0;
  proxy.onRequest((text) => {
    if (text.startsWith('POST /v1/verify')) asked += 1;
    return undefined;
  });
  const api = spawnScript('test/support/guarded-api.ts', {
    KEYTURN: proxy.through(keyturn.address),
    KEYTURN_KEY: own.secret,
    CACHE_SECONDS: cacheSeconds,
  });
  const [, url = ''] = await api.waitFor(/Listening at (\S+)/);
  const call = (secret = client.secret) =>
    fetch(`${url}/tasks?page=2`, { headers: { Authorization: `Bearer ${secret}` } });
  const status = async () => (await call()).status;
  /** Whether one more request was answered without asking Keyturn. */
  const isKept = async () => {
    const before = asked;
    expect(await status()).toBe(200);
    return asked === before;
  };
  const revoke = async (keyId = client.key.id) => {
    const { status } = await keysAs({ request }, ada)('POST', keyId, '/revoke', {});
    expect(status).toBe(200);
  };
  return { keyturn, request, ada, own, client, proxy, api, call, status, isKept, revoke };
}

test('without a cache each request asks, over kept-alive connections', async () => {
  const { proxy, isKept, status, revoke } = await world('0');
  expect(await isKept()).toBe(false);
  const before = proxy.connections();
  for (let i = 0; i < 20; i++) expect(await isKept()).toBe(false);
  expect(proxy.connections()).toBe(before);
  await revoke();
  expect(await status()).toBe(401);
});

test("the client's request goes on its key's record", async () => {
  const { status, client, request, ada } = await world('0');
  expect(await status()).toBe(200);
  const path = `/v1/orgs/${ada.orgId}/keys/${client.key.id}/requests`;
  const { body } = await request<{ items: KeyRequest[] }>('GET', path, { token: ada.token });
  expect(body.items).toMatchObject([
    { outcome: 'valid', scopes: ['tasks:read'], method: 'GET', path: '/tasks', ip: '127.0.0.1' },
  ]);
});

test('what is kept is forgotten when the key is revoked', async () => {
  const { isKept, status, revoke, call } = await world(LONG);
  await until(isKept);
  expect(await isKept()).toBe(true);
  await revoke();
  await until(async () => (await status()) === 401);
  expect(await (await call()).json()).toMatchObject({ code: 'revoked' });
});

test('each change that a check depends on is told: the key, the org', async () => {
  const { isKept, status, client, request, ada } = await world(LONG);
  const act = (what: '/disable' | '/enable') =>
    keysAs({ request }, ada)('POST', client.key.id, what, {});
  await until(isKept);
  await act('/disable');
  await until(async () => (await status()) === 401);
  await act('/enable');
  await until(async () => (await status()) === 200);
  await until(isKept);
  await request('PATCH', `/v1/orgs/${ada.orgId}`, { token: ada.token, body: { name: 'New' } });
  await until(async () => !(await isKept()));
});

test('a stream that died in silence is noticed: nothing kept is used until it is back', async () => {
  const { isKept, status, revoke, proxy, client, request, ada, call } = await world(LONG);
  await until(isKept);
  proxy.freeze('GET /v1/changes');
  await until(async () => !(await isKept()));
  for (let i = 0; i < 5; i++) expect(await isKept()).toBe(false);
  await revoke();
  expect(await status()).toBe(401);

  const other = await createKey({ request }, ada);
  proxy.thaw();
  let asked = 0;
  proxy.onRequest((text) => {
    if (text.startsWith('POST /v1/verify')) asked += 1;
    return undefined;
  });
  await until(async () => {
    const before = asked;
    expect((await call(other.secret)).status).toBe(200);
    return asked === before;
  });
  expect(client.key.id).not.toBe(other.key.id);
});

test.each(['SIGTERM', 'SIGKILL'] as const)(
  'with Keyturn gone by %s nobody passes, kept or not; once it is back they do',
  async (signal) => {
    const { keyturn, isKept, call, status, api } = await world(LONG);
    await until(isKept);
    await keyturn.process.stop(signal);
    await until(async () => (await status()) === 503);
    const answer = await call();
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toMatchObject({ code: 'check_unavailable' });
    expect(api.printed()).toMatch(/Unavailable: no answer from/);
    await keyturn.restart();
    await until(async () => (await status()) === 200);
    await until(isKept);
  },
);

test('when its own key is revoked nobody passes', async () => {
  const { isKept, status, revoke, own } = await world(LONG);
  await until(isKept);
  await revoke(own.key.id);
  await until(async () => (await status()) === 503);
});

test.each(['0', LONG])('cacheSeconds %s: closed, it lets its process end', async (seconds) => {
  const { api, status } = await world(seconds);
  expect(await status()).toBe(200);
  expect(await api.stop('SIGTERM')).toBe(0);
  expect(api.printed()).toMatch(/Closed/);
});
