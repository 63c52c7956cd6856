import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { openPostgresStore } from '../../server/store/postgres/index.ts';
import { MIGRATIONS } from '../../server/store/postgres/migrations/index.ts';
import { StoreRefused } from '../../server/store/store.ts';
import { freePort } from '../support/free-port.ts';
import { TEST_PASSWORD } from '../support/postgres.ts';
import { putWorld } from '../support/store-world.ts';
import { emptyDatabase, query } from './database.ts';
import { open } from './stores.ts';

const refusalOf = (url: string) =>
  openPostgresStore({ url, checks: 'cached' }).then(
    () => {
      throw new Error('It was opened.');
    },
    (error: unknown) => error,
  );

test('several servers starting at once on an empty database all come up', async () => {
  const url = await emptyDatabase();
  const stores = await Promise.all(Array.from({ length: 5 }, () => open(url)));
  const { key } = await putWorld(stores[0] as (typeof stores)[0]);
  for (const store of stores) expect(await store.keys.byId(key.id)).toEqual(key);
  expect(await query(url, 'select name from keyturn_migrations')).toEqual(
    Object.keys(MIGRATIONS).map((name) => ({ name })),
  );
});

test('starting again keeps what is there', async () => {
  const url = await emptyDatabase();
  const { key } = await putWorld(await open(url));
  expect(await (await open(url)).keys.byId(key.id)).toEqual(key);
});

test('a database of a newer Keyturn is refused and left alone', async () => {
  const url = await emptyDatabase();
  await (await openPostgresStore({ url, checks: 'cached' })).close();
  await query(url, `insert into keyturn_migrations values ('0099-webhooks', now())`);
  const refusal = await refusalOf(url);
  expect(refusal).toBeInstanceOf(StoreRefused);
  expect(String(refusal)).toMatch(/newer Keyturn \(0099-webhooks\)/);
  expect(await query(url, 'select name from keyturn_migrations order by name')).toEqual([
    ...Object.keys(MIGRATIONS).map((name) => ({ name })),
    { name: '0099-webhooks' },
  ]);
});

test('a database that acknowledges before it has written is refused', async () => {
  const url = await emptyDatabase();
  const name = new URL(url).pathname.slice(1);
  await query(url, `alter database ${name} set synchronous_commit = off`);
  expect(String(await refusalOf(url))).toMatch(/synchronous_commit/);
});

test.each<[string, (url: URL) => string | Promise<string>, RegExp]>([
  [
    'a wrong password',
    (url) => url.href.replace(TEST_PASSWORD, 'wrong-horse'),
    /password authentication failed/,
  ],
  [
    'nobody there',
    async (url) => url.href.replace(url.port, String(await freePort())),
    /ECONNREFUSED/,
  ],
  [
    'no such database',
    (url) => url.href.replace(url.pathname, '/elsewhere'),
    /"elsewhere" does not exist/,
  ],
  ['no URL', (url) => url.href.replace(url.port, 'port'), /DATABASE_URL is not a URL/],
  [
    'another database',
    (url) => url.href.replace('postgres:', 'mysql:'),
    /DATABASE_URL is not a URL/,
  ],
])('%s: says so, without the password', async (_what, spoil, said) => {
  const url = await spoil(new URL(await emptyDatabase()));
  const refusal = await refusalOf(url);
  expect(refusal).toBeInstanceOf(StoreRefused);
  expect(String(refusal)).toMatch(said);
  expect(inspect(refusal, { depth: 10, showHidden: true })).not.toMatch(/-horse/);
});
