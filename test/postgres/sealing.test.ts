/** How entries over PostgreSQL get their places in the chain, whoever gives them and dies at it. */
import pg from 'pg';
import { expect, onTestFinished, test } from 'vitest';
import { openPostgresStore } from '../../server/store/postgres/index.ts';
import type { Store } from '../../server/store/store.ts';
import { verifyIndependently } from '../support/audit.ts';
import { auditRow } from '../support/rows.ts';
import { allOf, change, putWorld } from '../support/store-world.ts';
import { until } from '../support/until.ts';
import { emptyDatabase, query } from './database.ts';
import { open } from './stores.ts';

/** As a server's own would be, with what is hard to compare in its detail. */
const RAW_INSERT = `
  insert into audit (id, org_id, created_at, actor_kind, actor_name, action, target_kind,
    target_id, target_name, detail)
  values ('aud_late', $1, now(), 'system', 'Keyturn', 'key.created', 'key', 'key_1', 'late',
    '{"a": "\\u0000"}')`;

const unsealed = async (url: string): Promise<number> =>
  Number((await query(url, 'select count(*) from audit where seq is null'))[0]?.count);

const record = (store: Store, org: { id: string }, count: number) =>
  change(store, (tx) => {
    for (let n = 0; n < count; n++) tx.record(auditRow(org));
  });

async function expectWhole(store: Store, org: { id: string }, length: number) {
  const chain = await allOf(store.audit.chain(org.id));
  verifyIndependently(chain);
  expect(chain).toHaveLength(length);
}

test('entries are listed at once, and sealed soon without being asked for', async () => {
  const url = await emptyDatabase();
  const store = await open(url);
  const { org } = await putWorld(store);
  await record(store, org, 3);
  expect(await allOf(store.audit.newestFirst({ orgId: org.id }))).toHaveLength(3);
  await until(async () => (await unsealed(url)) === 0);
});

test('three servers seal at once, also on demand: one chain, each entry once', async () => {
  const url = await emptyDatabase();
  const stores = [await open(url), await open(url), await open(url)];
  const { org } = await putWorld(stores[0] as Store);
  const { org: other } = await putWorld(stores[0] as Store);
  await Promise.all(
    stores.flatMap((store) =>
      Array.from({ length: 10 }, async () => {
        await record(store, org, 7);
        await record(store, other, 1);
        await allOf(store.audit.chain(org.id));
      }),
    ),
  );
  for (const store of stores) {
    await expectWhole(store, org, 210);
    await expectWhole(store, other, 30);
  }
});

test('a backlog of more than one batch', async () => {
  const url = await emptyDatabase();
  const store = await open(url);
  const { org } = await putWorld(store);
  await record(store, org, 1_300);
  await expectWhole(store, org, 1_300);
});

test('a sealer that is killed in the middle leaves nothing, and the next one goes on', async () => {
  const url = await emptyDatabase();
  const store = await open(url);
  const { org } = await putWorld(store);
  await record(store, org, 2);
  await expectWhole(store, org, 2);
  // Every update of `audit` waits from here on, the sealer's too.
  await query(
    url,
    `create function wait_for_test() returns trigger language plpgsql as $$
     begin perform pg_sleep(60); return new; end $$`,
  );
  await query(
    url,
    'create trigger wait_for_test before update on audit for each row execute function wait_for_test()',
  );
  await record(store, org, 3);
  const sealing = async () =>
    (
      await query(
        url,
        "select pid from pg_stat_activity where datname = current_database() and query like '%update audit%' and pid <> pg_backend_pid() and state = 'active'",
      )
    )[0]?.pid;
  await until(async () => (await sealing()) !== undefined);
  await query(url, 'select pg_terminate_backend($1::int)', [await sealing()]);
  await query(url, 'drop function wait_for_test() cascade');
  await expectWhole(store, org, 5);
});

test('sealing that fails is tried again, and told once', async () => {
  const url = await emptyDatabase();
  const warnings: string[] = [];
  const store = await openPostgresStore({
    url,
    checks: 'cached',
    onWarning: (message) => warnings.push(message),
  });
  onTestFinished(() => store.close());
  const { org } = await putWorld(store);
  // A sequence counts the tries: it goes on when a transaction is undone.
  await query(url, 'create sequence tries');
  await query(
    url,
    `create function refuse() returns trigger language plpgsql as $$
     begin perform nextval('tries'); raise exception 'not today'; end $$`,
  );
  await query(
    url,
    'create trigger refuse before update on audit for each row execute function refuse()',
  );
  await record(store, org, 1);
  await until(
    async () => Number((await query(url, 'select last_value from tries'))[0]?.last_value) >= 3,
  );
  expect(warnings).toEqual([
    'Entries of the audit log are not sealed yet: PostgreSQL refused a statement (P0001): not today',
  ]);
  await query(url, 'drop function refuse() cascade');
  await until(async () => (await unsealed(url)) === 0);
});

test('an entry that was committed late, after later ones were sealed, comes after them', async () => {
  const url = await emptyDatabase();
  const store = await open(url);
  const { org } = await putWorld(store);
  const late = new pg.Client({ connectionString: url });
  await late.connect();
  try {
    await late.query('begin');
    await late.query(RAW_INSERT, [org.id]);
    await change(store, (tx) => tx.record(auditRow(org, { targetName: 'quick' })));
    await expectWhole(store, org, 1);
    await late.query('commit');
  } finally {
    await late.end();
  }
  const chain = await allOf(store.audit.chain(org.id));
  verifyIndependently(chain);
  expect(chain.map(({ target }) => target.name)).toEqual(['quick', 'late']);
});

test.each([
  ['a sealed entry changed', "update audit set actor_name = 'Eve' where seq = 1"],
  ['a sealed entry sealed anew', "update audit set hash = 'x' where seq = 1"],
  ['a seal taken off', 'update audit set seq = null where seq = 1'],
  ['an entry deleted', 'delete from audit where seq = 1'],
  ['all deleted', 'delete from audit'],
  ['the table emptied', 'truncate audit'],
])('%s: the database itself refuses', async (_, statement) => {
  const url = await emptyDatabase();
  const store = await open(url);
  const { org } = await putWorld(store);
  await record(store, org, 2);
  await expectWhole(store, org, 2);
  await expect(query(url, statement)).rejects.toThrow('the audit log only grows');
  await expectWhole(store, org, 2);
});

test('before it is sealed, an entry can get a place and nothing else', async () => {
  const url = await emptyDatabase();
  const store = await open(url);
  const { org } = await putWorld(store);
  await store.close();
  await query(url, RAW_INSERT, [org.id]);
  for (const change of ["actor_name = 'Eve'", "detail = '{}'", "seq = 1, ip = '::1'"]) {
    await expect(query(url, `update audit set ${change}`)).rejects.toThrow('only grows');
  }
  const again = await open(url);
  await expectWhole(again, org, 1);
});
