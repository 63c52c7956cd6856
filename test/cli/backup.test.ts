import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { linesOf, rowsOf } from '../support/backup.ts';
import { verifier } from '../support/check.ts';
import { keyturn, serve } from '../support/cli.ts';
import { requester } from '../support/http.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { PASSWORD, setUp } from '../support/people.ts';
import { testFolder, testServer } from '../support/server.ts';

const SETUP_CODE = 'open sesame 1';

/** A folder with an org, people, keys, and what was recorded against one of them. */
async function usedFolder() {
  const dataDir = join(await testFolder(), 'data');
  const { server, ada, bob } = await openOrg({ dataDir });
  const { secret, key } = await createKey(server, bob);
  const verify = await verifier(server, ada);
  await verify(secret, ['tasks:read']);
  await server.close();
  return { dataDir, secret, key, ada, bob };
}

test('a backup is one file for its owner, and restoring it gives the same', async () => {
  const { dataDir, secret, ada } = await usedFolder();
  const folder = await testFolder();
  const [file, again, restored] = ['a.gz', 'b.gz', 'restored'].map((name) => join(folder, name));

  const made = await keyturn(['backup', file as string], { KEYTURN_DATA_DIR: dataDir });
  expect(made).toMatchObject({ code: 0, stderr: '' });
  expect(made.stdout).toMatch(/: 1 organisations, 2 users, 3 roles, 2 members, .*2 keys.*audit/);
  expect((await stat(file as string)).mode & 0o777).toBe(0o600);

  const put = await keyturn(['restore', file as string], { KEYTURN_DATA_DIR: restored as string });
  expect(put).toMatchObject({ code: 0, stderr: '' });
  expect(put.stdout).toContain('works again: end it once more');

  await keyturn(['backup', again as string], { KEYTURN_DATA_DIR: restored as string });
  expect(await rowsOf(again as string)).toEqual(await rowsOf(file as string));
  const kinds = new Set((await rowsOf(file as string)).map((line) => /"(\w+)"/.exec(line)?.[1]));
  expect([...kinds]).toEqual(expect.arrayContaining(['keys', 'audit', 'requests', 'days']));

  const { request } = await testServer({ dataDir: restored as string });
  expect((await request('GET', '/v1/me', { token: ada.token })).status).toBe(200);
  const verify = await verifier({ request }, ada);
  expect(await verify(secret, ['tasks:read'])).toMatchObject({ valid: true });
});

test('it has no secret in it', async () => {
  const { dataDir, secret, ada, bob } = await usedFolder();
  const file = join(await testFolder(), 'a.gz');
  await keyturn(['backup', file], { KEYTURN_DATA_DIR: dataDir });
  const text = (await linesOf(file)).join('\n');
  for (const each of [secret, ada.token, bob.token, PASSWORD]) expect(text).not.toContain(each);
});

test('it never overwrites', async () => {
  const { dataDir } = await usedFolder();
  const file = join(await testFolder(), 'a.gz');
  await writeFile(file, 'mine');
  const { code, stderr } = await keyturn(['backup', file], { KEYTURN_DATA_DIR: dataDir });
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: `${file} is there already. A backup never overwrites: give another name.\n`,
  });
  expect(await readFile(file, 'utf8')).toBe('mine');
});

test('where it cannot be made, nothing is left', async () => {
  const dir = await testFolder();
  const { dataDir } = await usedFolder();
  const nowhere = await keyturn(['backup', join(dir, 'no', 'a.gz')], { KEYTURN_DATA_DIR: dataDir });
  expect(nowhere).toMatchObject({ code: 1, stderr: expect.stringContaining('cannot be written') });
  await writeFile(join(dataDir, 'keyturn.json'), '{');
  const file = join(dir, 'a.gz');
  const damaged = await keyturn(['backup', file], { KEYTURN_DATA_DIR: dataDir });
  expect(damaged.code).toBe(1);
  expect(damaged.stderr).toContain('is not valid JSON');
  expect(await readdir(dir)).toEqual([]);
});

test('while a server writes, a backup has all that was acknowledged before', async () => {
  const dataDir = join(await testFolder(), 'data');
  const { address } = await serve({
    KEYTURN_DATA_DIR: dataDir,
    KEYTURN_SETUP_CODE: SETUP_CODE,
  });
  const request = requester(address);
  const ada = await setUp({ request, setupCode: SETUP_CODE });
  const acknowledged = new Set<string>();
  let writing = true;
  const writers = Array.from({ length: 4 }, async () => {
    while (writing) acknowledged.add((await createKey({ request }, ada)).key.id);
  });

  const folder = await testFolder();
  for (const name of ['a', 'b', 'c']) {
    const before = [...acknowledged];
    const file = join(folder, `${name}.gz`);
    expect(await keyturn(['backup', file], { KEYTURN_DATA_DIR: dataDir })).toMatchObject({
      code: 0,
      stderr: '',
    });
    const text = (await linesOf(file)).join('\n');
    expect(before.filter((id) => !text.includes(`["keys",{"id":"${id}"`))).toEqual([]);
  }
  writing = false;
  await Promise.all(writers);

  const restored = { KEYTURN_DATA_DIR: join(folder, 'restored') };
  expect((await keyturn(['restore', join(folder, 'c.gz')], restored)).code).toBe(0);
  expect(await keyturn(['audit', 'verify'], restored)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining('the chain holds'),
  });
});

test('a folder with anything in it is refused and left as it is', async () => {
  const { dataDir } = await usedFolder();
  const file = join(await testFolder(), 'a.gz');
  await keyturn(['backup', file], { KEYTURN_DATA_DIR: dataDir });
  const names = await readdir(dataDir);
  const full = await keyturn(['restore', file], { KEYTURN_DATA_DIR: dataDir });
  expect(full).toMatchObject({ code: 1, stderr: expect.stringContaining('There is something in') });
  expect(await readdir(dataDir)).toEqual(names);

  const other = await testFolder();
  await writeFile(join(other, 'notes.txt'), 'mine');
  expect((await keyturn(['restore', file], { KEYTURN_DATA_DIR: other })).code).toBe(1);
  expect(await readFile(join(other, 'notes.txt'), 'utf8')).toBe('mine');
});
