import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { migrate } from '../../server/store/postgres/migrate.ts';
import { emptyDatabase, query } from '../postgres/database.ts';
import { linesOf, rowsOf } from '../support/backup.ts';
import { blockTable } from '../support/block-table.ts';
import { verifier } from '../support/check.ts';
import { keyturn, start } from '../support/cli.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { setUp } from '../support/people.ts';
import { testFolder, testServer } from '../support/server.ts';
import { until } from '../support/until.ts';

/** A folder with an org, people, keys, and what was recorded against one of them. */
async function usedFolder() {
  const dataDir = join(await testFolder(), 'data');
  const { server, ada, bob } = await openOrg({ dataDir });
  const { secret } = await createKey(server, bob);
  const verify = await verifier(server, ada);
  await verify(secret, ['tasks:read']);
  await server.close();
  return { KEYTURN_DATA_DIR: dataDir, secret, ada };
}

async function expectServed(url: string, { secret, ada }: Awaited<ReturnType<typeof usedFolder>>) {
  const server = await testServer({ environment: { DATABASE_URL: url } });
  expect(server.setupCode).toBeNull();
  const verify = await verifier(server, ada);
  expect(await verify(secret, ['tasks:read'])).toMatchObject({ valid: true });
}

test('a folder moves into PostgreSQL, is compared, and can be moved again', async () => {
  const { KEYTURN_DATA_DIR, ...rest } = await usedFolder();
  const url = await emptyDatabase();
  const moved = await keyturn(['migrate', '--to', url], { KEYTURN_DATA_DIR });
  expect(moved).toMatchObject({ code: 0, stderr: '' });
  expect(moved.stdout).toMatch(/^Copied \S+ into the database 127\.0\.0\.1:\d+\/keyturn_\w+\.$/m);
  expect(moved.stdout).toMatch(/2 keys.*audit entries.*All are the same in both\.\nNext: /);

  const again = await keyturn(['migrate'], { KEYTURN_DATA_DIR, DATABASE_URL: url });
  expect(again).toMatchObject({ code: 0, stderr: '' });
  expect(again.stdout).toContain('All are the same in both.');

  expect(await keyturn(['audit', 'verify'], { DATABASE_URL: url })).toMatchObject({ code: 0 });
  await query(url, 'update keys set prefix = upper(prefix)');
  const changed = await keyturn(['migrate'], { KEYTURN_DATA_DIR, DATABASE_URL: url });
  expect(changed).toMatchObject({ code: 1, stderr: expect.stringMatching(/: keys \(2 and 2\)\./) });
  await query(url, "update keys set prefix = 'kt' || substr(prefix, 3)");

  await expectServed(url, { KEYTURN_DATA_DIR, ...rest });

  const later = await keyturn(['migrate'], { KEYTURN_DATA_DIR, DATABASE_URL: url });
  expect(later.code).toBe(1);
  expect(later.stderr).toMatch(/They are not those of .* keys \(2 and 3\).* Nothing was changed\./);
});

test('killed half-way, it has changed nothing, and can be run again', async () => {
  const folder = await usedFolder();
  const { KEYTURN_DATA_DIR } = folder;
  const url = await emptyDatabase();
  await migrate(url);
  const waiting = await blockTable(url, 'audit');
  const moving = start(['migrate', '--to', url], { KEYTURN_DATA_DIR });
  await until(waiting.isReached);
  moving.child.kill('SIGKILL');
  await moving.ended;
  await waiting.release();
  for (const table of ['orgs', 'keys', 'audit']) {
    expect(await query(url, `select id from ${table}`)).toEqual([]);
  }
  expect(await keyturn(['migrate', '--to', url], { KEYTURN_DATA_DIR })).toMatchObject({ code: 0 });
  await expectServed(url, folder);
});

test('a folder that a server uses is not moved', async () => {
  const dataDir = join(await testFolder(), 'data');
  await openOrg({ dataDir });
  const { code, stderr } = await keyturn(['migrate', '--to', inject('postgresUrl')], {
    KEYTURN_DATA_DIR: dataDir,
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/Another Keyturn .*uses the data folder/);
});

test('a backup goes from files to PostgreSQL and back', async () => {
  const folder = await usedFolder();
  const { KEYTURN_DATA_DIR } = folder;
  const backups = await testFolder();
  const [files, database, back] = ['a.gz', 'b.gz', 'c.gz'].map((name) => join(backups, name));
  const url = await emptyDatabase();
  const restored = join(backups, 'restored');
  for (const [command, file, environment] of [
    ['backup', files, { KEYTURN_DATA_DIR }],
    ['restore', files, { DATABASE_URL: url }],
    ['backup', database, { DATABASE_URL: url }],
    ['restore', database, { KEYTURN_DATA_DIR: restored }],
    ['backup', back, { KEYTURN_DATA_DIR: restored }],
  ] as const) {
    const ran = await keyturn([command, file as string], environment);
    expect(ran, command).toMatchObject({ code: 0, stderr: '' });
  }
  expect((await linesOf(database as string))[0]).toContain('"from":"postgresql"');
  expect(await rowsOf(database as string)).toEqual(await rowsOf(files as string));
  expect(await rowsOf(back as string)).toEqual(await rowsOf(files as string));

  const full = await keyturn(['restore', files as string], { DATABASE_URL: url });
  expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('There is data in the') });
  await expectServed(url, folder);
});

test('audit entries that no server has sealed yet are sealed in the backup', async () => {
  const url = await emptyDatabase();
  const server = await testServer({ environment: { DATABASE_URL: url } });
  const ada = await setUp(server);
  const file = join(await testFolder(), 'a.gz');
  await createKey(server, ada);
  expect(await keyturn(['backup', file], { DATABASE_URL: url })).toMatchObject({ code: 0 });
  const restored = { KEYTURN_DATA_DIR: join(await testFolder(), 'data') };
  await keyturn(['restore', file], restored);
  expect(await keyturn(['audit', 'verify'], restored)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('the chain holds'),
  });
});

test('a database of another version is not touched by a backup', async () => {
  const url = await emptyDatabase();
  const file = join(await testFolder(), 'a.gz');
  const { code, stderr } = await keyturn(['backup', file], { DATABASE_URL: url });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: expect.stringContaining('is not of this version of Keyturn'),
  });
  const tables = await query(url, "select from pg_tables where schemaname = 'public'");
  expect(tables).toEqual([]);
});

test('a database that is away is named without its password', async () => {
  const folder = await testFolder();
  const { code, stderr } = await keyturn(['backup', join(folder, 'a.gz')], {
    DATABASE_URL: 'postgres://kt:hunter2@127.0.0.1:1/kt',
  });
  expect(code).toBe(1);
  expect(stderr).toMatch(/^The database 127\.0\.0\.1:1\/kt cannot be used: /);
  expect(stderr).not.toContain('hunter2');
});
