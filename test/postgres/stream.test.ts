import { expect, test, vi } from 'vitest';
import type { PostgresStore } from '../../server/store/postgres/index.ts';
import { STREAM_LEASE } from '../../server/store/postgres/limits.ts';
import { change, putWorld } from '../support/store-world.ts';
import { emptyDatabase, query } from './database.ts';
import { open, openThroughProxy } from './stores.ts';

const STREAM = 'keyturn changes';
/** For a busy machine, in milliseconds. */
const PATIENCE = 20_000;

const answersFrom = (store: PostgresStore, checks: string) =>
  vi.waitFor(() => expect(store.status().checks).toBe(checks), PATIENCE);

const cut = (url: string) =>
  query(
    url,
    `select pg_terminate_backend(pid) from pg_stat_activity
     where application_name = $1 and datname = current_database()`,
    [STREAM],
  );

test('a revoke while the notification connection is cut is seen, and afterwards too', async () => {
  const url = await emptyDatabase();
  const [here, there] = [await open(url), await open(url)];
  const { key } = await putWorld(here);
  await there.checkSubject(key.hash);

  await cut(url);
  await change(here, (tx) => tx.put('keys', { ...key, revokedAt: 5 }));
  await vi.waitFor(async () => {
    expect(await there.checkSubject(key.hash)).toMatchObject({ key: { revokedAt: 5 } });
  }, PATIENCE);

  await answersFrom(there, 'cached');
  await there.checkSubject(key.hash);
  await change(here, (tx) => tx.put('keys', { ...key, revokedAt: 6 }));
  await vi.waitFor(async () => {
    expect(await there.checkSubject(key.hash)).toMatchObject({ key: { revokedAt: 6 } });
  }, PATIENCE);
});

test('a notification connection that died in silence is noticed; the database is asked meanwhile', async () => {
  const url = await emptyDatabase();
  const here = await open(url);
  const { store: there, proxy } = await openThroughProxy(url);
  const { key } = await putWorld(here);
  await there.checkSubject(key.hash);
  expect(there.status().checks).toBe('cached');

  proxy.freeze(STREAM);
  await change(here, (tx) => tx.put('keys', { ...key, revokedAt: 5 }));
  await answersFrom(there, 'database');
  expect(await there.checkSubject(key.hash)).toMatchObject({ key: { revokedAt: 5 } });

  await change(here, (tx) => tx.put('keys', { ...key, revokedAt: 6 }));
  expect(await there.checkSubject(key.hash)).toMatchObject({ key: { revokedAt: 6 } });

  proxy.thaw();
  await answersFrom(there, 'cached');
  expect(await there.checkSubject(key.hash)).toMatchObject({ key: { revokedAt: 6 } });
});

test('what changed while the stream was down is not taken from memory once it is back', async () => {
  const url = await emptyDatabase();
  const here = await open(url);
  const { store: there, proxy } = await openThroughProxy(url);
  const { key } = await putWorld(here);
  await there.checkSubject(key.hash);

  proxy.freeze(STREAM);
  await answersFrom(there, 'database');
  await change(here, (tx) => tx.put('keys', { ...key, revokedAt: 5 }));
  proxy.thaw();
  await answersFrom(there, 'cached');
  expect(await there.checkSubject(key.hash)).toMatchObject({ key: { revokedAt: 5 } });
});

test('a server that stood still does not trust its memory when it goes on', async () => {
  const store = await open(await emptyDatabase());
  const { key } = await putWorld(store);
  await store.checkSubject(key.hash);
  expect(store.checkSubject(key.hash)).not.toBeInstanceOf(Promise);
  // As a suspended machine would: neither timers nor sockets are served meanwhile.
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, STREAM_LEASE);
  const asked = store.checkSubject(key.hash);
  expect(asked).toBeInstanceOf(Promise);
  expect(await asked).toMatchObject({ key });
});

test('a change by hand counts as any other', async () => {
  const url = await emptyDatabase();
  const store = await open(url);
  const { key, org } = await putWorld(store);
  await store.checkSubject(key.hash);
  await query(url, 'update orgs set api_access = false where id = $1', [org.id]);
  await vi.waitFor(async () => {
    expect(await store.checkSubject(key.hash)).toMatchObject({ org: { apiAccess: false } });
  }, PATIENCE);
});

test('strict: a change by hand is seen by the very next check, without any stream', async () => {
  const url = await emptyDatabase();
  const store = await open(url, 'strict');
  const { key } = await putWorld(store);
  expect(await store.checkSubject(key.hash)).toMatchObject({ key: { revokedAt: null } });
  await query(url, 'update keys set revoked_at = to_timestamp(5) where id = $1', [key.id]);
  expect(await store.checkSubject(key.hash)).toMatchObject({ key: { revokedAt: 5_000 } });
  expect(store.status()).toEqual({ checks: 'database', cachedKeys: 0 });
  const streams = await query(
    url,
    'select from pg_stat_activity where application_name = $1 and datname = current_database()',
    [STREAM],
  );
  expect(streams).toHaveLength(0);
});
