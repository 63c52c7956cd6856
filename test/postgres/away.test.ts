import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { connectTo } from '../../server/store/postgres/driver.ts';
import { FateUnknown, StoreUnavailable } from '../../server/store/store.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { keyRow } from '../support/rows.ts';
import { allOf, change, putWorld } from '../support/store-world.ts';
import { until } from '../support/until.ts';
import { emptyDatabase } from './database.ts';
import { open, openThroughProxy } from './stores.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startPostgres();
});
afterAll(() => postgres.stop());

const database = () => emptyDatabase(postgres.url('postgres'));

test('PostgreSQL is killed and restarted mid-load: nothing acknowledged is lost, all comes back', async () => {
  const store = await open(await database());
  const { owner, key } = await putWorld(store);

  const acknowledged = new Set<string>();
  const failures: unknown[] = [];
  let stopped = false;
  onTestFinished(() => {
    stopped = true;
  });
  const writers = Array.from({ length: 16 }, async () => {
    while (!stopped) {
      const one = keyRow(owner);
      await change(store, (tx) => tx.put('keys', one)).then(
        () => acknowledged.add(one.id),
        (error) => failures.push(error),
      );
    }
  });

  for (let round = 0; round < 3; round++) {
    await store.checkSubject(key.hash);
    const [made, failed] = [acknowledged.size, failures.length];
    await until(() => acknowledged.size > made + 100);
    await postgres.kill();
    await until(() => failures.length > failed);
    await expect(store.ready()).rejects.toThrow(StoreUnavailable);
    expect(await store.checkSubject(key.hash)).toMatchObject({ key });
    await postgres.restart();
    await until(() => store.status().checks === 'cached');
  }
  stopped = true;
  await Promise.all(writers);

  await store.ready();
  for (const failure of failures) expect(failure).toBeInstanceOf(StoreUnavailable);
  const stored = await allOf(store.keys.newestFirst({ orgId: owner.orgId }));
  const ids = new Set(stored.map(({ id }) => id));
  expect([...acknowledged].filter((id) => !ids.has(id))).toEqual([]);
});

test('while it is away, what is in memory is answered and everything else is unavailable', async () => {
  const store = await open(await database());
  const { key, owner } = await putWorld(store);
  await store.checkSubject(key.hash);
  await postgres.kill();
  await until(() => store.status().checks !== 'cached');
  // The stream may be lost a moment before the database stops answering.
  await vi.waitFor(async () => {
    expect(await store.checkSubject(key.hash)).toMatchObject({ key });
    expect(store.status()).toEqual({
      checks: 'away',
      cachedKeys: 1,
      notifications: 'down',
    });
  }, 10_000);
  await expect((async () => store.checkSubject('unknown'))()).rejects.toThrow(StoreUnavailable);
  await expect(store.members.byId(owner.id)).rejects.toThrow(StoreUnavailable);
  await expect(change(store, (tx) => tx.remove('keys', key.id))).rejects.toThrow(StoreUnavailable);
  await postgres.restart();
  await vi.waitFor(() => change(store, (tx) => tx.remove('keys', key.id)), 20_000);
  expect(await store.checkSubject(key.hash)).toBeUndefined();
});

test('the network to it goes silent: checks go on from memory, writes fail, both come back', async () => {
  const { store, proxy } = await openThroughProxy(await database());
  const { key } = await putWorld(store);
  await store.checkSubject(key.hash);
  proxy.freeze();
  await until(() => store.status().checks !== 'cached');
  expect(await store.checkSubject(key.hash)).toMatchObject({ key });
  await expect(change(store, (tx) => tx.remove('keys', key.id))).rejects.toThrow(StoreUnavailable);
  proxy.thaw();
  await until(() => store.status().checks === 'cached');
  await vi.waitFor(() => change(store, (tx) => tx.remove('keys', key.id)), 20_000);
  expect(await store.checkSubject(key.hash)).toBeUndefined();
});

test('a commit that no standby confirms is not acknowledged', async () => {
  const url = await database();
  const store = await open(url);
  const { owner } = await putWorld(store);
  const admin = connectTo(url, { max: 1 });
  onTestFinished(() => admin.destroy());
  const waitFor = async (standbys: string) => {
    await sql`alter system set synchronous_standby_names = ${sql.lit(standbys)}`.execute(admin);
    await sql`select pg_reload_conf()`.execute(admin);
  };
  onTestFinished(() => waitFor(''));
  await waitFor('nobody');
  // PostgreSQL goes by it a moment later.
  const probe = connectTo(url);
  onTestFinished(() => probe.destroy());
  await until(async () => {
    sql`create table ${sql.id(`probe_${randomUUID()}`)} ()`.execute(probe).catch(() => undefined);
    const waits = sql`select from pg_stat_activity where wait_event = 'SyncRep'`;
    return (await waits.execute(admin)).rows.length > 0;
  });
  const key = keyRow(owner);
  await expect(change(store, (tx) => tx.put('keys', key))).rejects.toThrow(FateUnknown);
});
