/** `GET /v1/changes`, as a guard hears it. */
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createParser } from 'eventsource-parser';
import { expect, onTestFinished, test } from 'vitest';
import { ChangeStreams, STREAM_LIMITS } from '../../server/check/change-streams.ts';
import type { KeyCaller } from '../../server/domain/context.ts';
import { DAY } from '../support/clock.ts';
import { openStore } from '../support/json-store.ts';
import { createKey, keysAs, type OpenOrg, openOrg, sharedOrg } from '../support/keys.ts';
import { invite, secondOrg, setApiAccess, setUp } from '../support/people.ts';
import { startTestServer } from '../support/server.ts';
import { putWorld } from '../support/store-world.ts';
import { until } from '../support/until.ts';

/** As in life, but for a sign of life that comes sooner. */
const streamLimits = { ...STREAM_LIMITS, beat: 50 };
const org = sharedOrg({ streamLimits });
const openStreamingOrg = () => openOrg({ streamLimits });

async function listen({ server }: Pick<OpenOrg, 'server'>, secret: string) {
  const over = new AbortController();
  onTestFinished(() => over.abort());
  const response = await fetch(`${server.address}/v1/changes`, {
    headers: { Authorization: `Bearer ${secret}` },
    signal: over.signal,
  });
  const heard: string[] = [];
  let beats = 0;
  const parser = createParser({
    onEvent: ({ data }) => heard.push(JSON.parse(data).event),
    onComment: () => beats++,
  });
  const ended = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of response.body ?? []) parser.feed(decoder.decode(chunk));
  })();
  ended.catch(() => undefined);
  return { response, heard, ended, beats: () => beats, hangUp: () => over.abort() };
}

async function listening(opened: Pick<OpenOrg, 'server' | 'ada'>, expiresIn?: string) {
  const own = await createKey(opened.server, opened.ada, {
    scopes: ['keyturn.keys:verify'],
    ...(expiresIn && { expiresIn }),
  });
  const stream = await listen(opened, own.secret);
  await until(() => stream.heard.length === 1);
  expect(stream.heard).toEqual(['ready']);
  return { ...stream, own };
}

test('begins with ready, as events that nobody keeps', async () => {
  const { response } = await listening(org());
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  expect(response.headers.get('cache-control')).toBe('no-store');
  expect(response.headers.get('x-accel-buffering')).toBe('no');
});

test.each<[string, (org: OpenOrg) => Promise<() => Promise<unknown>>]>([
  [
    'a key revoked',
    async ({ server, bob }) => {
      const { key } = await createKey(server, bob);
      return () => keysAs(server, bob)('POST', key.id, '/revoke', {});
    },
  ],
  [
    'API access',
    async ({ server, ada }) =>
      () =>
        setApiAccess(server, ada, false),
  ],
  [
    'a member deactivated',
    async ({ server, ada }) => {
      const { memberId } = await invite(server, ada);
      return () =>
        server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${memberId}`, {
          token: ada.token,
          body: { active: false },
        });
    },
  ],
])('a change is told before long: %s', async (_, prepare) => {
  const opened = await openStreamingOrg();
  const change = await prepare(opened);
  const { heard } = await listening(opened);
  await change();
  await until(() => heard.length === 2);
  expect(heard[1]).toBe('changed');
});

test('neither new keys, nor checks, nor another org are told', async () => {
  const opened = await openStreamingOrg();
  const { server, ada, bob } = opened;
  const globex = await secondOrg(server, ada);
  const { heard, own, beats } = await listening(opened);
  const { secret } = await createKey(server, bob);
  await server.request('POST', '/v1/verify', { token: own.secret, body: { key: secret } });
  await setApiAccess(server, globex, true);
  const before = beats();
  await until(() => beats() > before);
  expect(heard).toEqual(['ready']);
});

test('a sign of life comes again and again', async () => {
  const { beats } = await listening(org());
  await until(() => beats() >= 2);
});

test.each<[string, (org: OpenOrg, keyId: string) => unknown]>([
  ['is revoked', ({ server, ada }, id) => keysAs(server, ada)('POST', id, '/revoke', {})],
  ['is disabled', ({ server, ada }, id) => keysAs(server, ada)('POST', id, '/disable', {})],
  ['is deleted', ({ server, ada }, id) => keysAs(server, ada)('DELETE', id)],
  ['expires', ({ server }) => server.clock.advance(DAY)],
])('ends when its key %s', async (_, stop) => {
  const opened = await openStreamingOrg();
  const { ended, own } = await listening(opened, '1d');
  await stop(opened, own.key.id);
  await ended;
});

test('ends when the server stops, which does not wait for it', async () => {
  const server = await startTestServer();
  const ada = await setUp(server);
  const { ended } = await listening({ server, ada });
  await Promise.all([server.close(), ended]);
});

test('is refused without the scope, and to a person', async () => {
  const { server, bob } = org();
  const { secret } = await createKey(server, bob);
  const ask = (token?: string) => server.request('GET', '/v1/changes', { token });
  expect(await ask()).toMatchObject({ status: 401, body: { code: 'credentials_missing' } });
  expect(await ask(bob.token)).toMatchObject({ status: 401 });
  expect(await ask(secret)).toMatchObject({ status: 403, body: { code: 'scope_missing' } });
});

test('HEAD is answered and over', async () => {
  const { server, ada } = org();
  const { secret } = await createKey(server, ada, { scopes: ['keyturn.keys:verify'] });
  const { hostname, port } = new URL(server.address);
  const client = connect(Number(port), hostname);
  client.write(
    `HEAD /v1/changes HTTP/1.1\r\nHost: keyturn\r\nConnection: close\r\nAuthorization: Bearer ${secret}\r\n\r\n`,
  );
  const answer = await text(client);
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  expect(answer).toContain('text/event-stream');
  expect(answer).toMatch(/\r\n\r\n$/);
});

test('one key holds only so many; a place is free again once its client has gone', async () => {
  const opened = await openStreamingOrg();
  const { own, hangUp } = await listening(opened);
  for (let i = 1; i < 20; i++) {
    expect((await listen(opened, own.secret)).response.status).toBe(200);
  }
  const refused = await opened.server.request('GET', '/v1/changes', { token: own.secret });
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate_limited' } });
  expect(refused.headers.get('retry-after')).toBe('30');
  hangUp();
  await until(async () => (await listen(opened, own.secret)).response.status === 200);
});

test('all keys together hold only so many, and changes that nobody takes are one', async () => {
  const { store } = await openStore({});
  const { key, owner, role, org: row } = await putWorld(store);
  const streams = new ChangeStreams({ store, now: Date.now }, { all: 1, perKey: 5, beat: 60_000 });
  const caller = { key, owner, role, org: row } as KeyCaller;
  const gone = new AbortController();
  const events = streams.open(caller, gone.signal)[Symbol.asyncIterator]();
  expect(await events.next()).toMatchObject({ value: { event: 'ready' } });
  const other = { ...caller, key: { ...key, id: 'key_other' } };
  expect(() => streams.open(other, gone.signal)).toThrow(/too many/);

  for (const name of ['One', 'Two', 'Three']) {
    await store.transact(async (tx) => tx.put('orgs', { ...row, name }));
  }
  expect(await events.next()).toMatchObject({ value: { event: 'changed' } });
  gone.abort();
  expect(await events.next()).toMatchObject({ done: true });
  streams.close();
  expect(() => streams.open(other, gone.signal)).toThrow(/stopping/);
});
