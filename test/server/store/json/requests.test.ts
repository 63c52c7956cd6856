/** The record of requests as files: what a crash or a full disk may leave of it. */
import { appendFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Keep, RequestRow } from '../../../../server/store/requests.ts';
import { StoreUnavailable } from '../../../../server/store/store.ts';
import { FailingDisk } from '../../../support/failing-disk.ts';
import { openStore } from '../../../support/json-store.ts';
import { keyRow } from '../../../support/rows.ts';
import { change, putWorld } from '../../../support/store-world.ts';

const ALL: Keep = { perKey: 1000, since: 0, sinceDay: '0' };

function request(keyId: string, at: number, path = `/${at}`): RequestRow {
  const seen = { method: 'GET', path, ip: '203.0.113.7' };
  return { id: `r${at}`, keyId, at, outcome: 'valid', scopes: ['tasks:read'], ...seen };
}

const dayOf = (keyId: string) => ({ keyId, day: '2026-11-21', allowed: 1, refused: 0 });

/** A store with a key; its one bucket is there once something was appended. */
async function withKey(disk = new FailingDisk()) {
  const { store, dir } = await openStore({ open: disk.open });
  const world = await putWorld(store);
  const folder = join(dir, 'requests');
  const bucket = async () => join(folder, (await readdir(folder))[0] ?? '');
  return { store, dir, disk, folder, bucket, ...world };
}

test('a line that a crash has cut short is skipped, and costs no other line', async () => {
  const { store, bucket, key, dir } = await withKey();
  await store.requests.append([request(key.id, 1)], [dayOf(key.id)], ALL);
  const line = JSON.stringify([key.id, 2, 'r2', 'valid', ['tasks:read'], 'GET', '/2', null]);
  await appendFile(await bucket(), `\n${line.slice(0, -9)}`);
  await store.close();
  const { store: again } = await openStore({ dir });
  await again.requests.append([request(key.id, 3)], [dayOf(key.id)], ALL);
  const paths = async () => (await again.requests.ofKey(key.id, 9)).map(({ path }) => path);
  expect(await paths()).toEqual(['/3', '/1']);
  await again.requests.tidy(ALL);
  expect(await paths()).toEqual(['/3', '/1']);
  expect(await again.requests.days(key.id, '0')).toEqual([{ ...dayOf(key.id), allowed: 2 }]);
});

test('whatever stands in its files, the store opens and the rest is read', async () => {
  const { store, bucket, key, dir } = await withKey();
  await store.requests.append([request(key.id, 1)], [], ALL);
  const path = await bucket();
  await store.close();
  const nonsense = [
    '\u0000\u0000',
    '{}',
    '[]',
    `["${key.id}"]`,
    `["${key.id}",1,"r","maybe",[],null,null,null]`,
    `["${key.id}",1,"r","valid",[7],null,null,null]`,
    `["${key.id}",1,"r","valid",[],7,null,null]`,
    `["${key.id}","2026-11-21","many",0]`,
    `["${key.id}`,
  ];
  await appendFile(path, `\n${nonsense.join('\n')}`);
  await mkdir(join(dir, 'requests', 'ff'), { recursive: true });
  await writeFile(join(dir, 'requests', '00.jsonl.tmp'), 'left over');
  const { store: again } = await openStore({ dir });
  expect(await again.requests.ofKey(key.id, 9)).toEqual([request(key.id, 1)]);
  expect(await again.requests.days(key.id, '0')).toEqual([]);
  await again.requests.tidy(ALL);
  expect((await readFile(path, 'utf8')).trim().split('\n')).toHaveLength(1);
});

test('on a full disk nothing of a batch stays, and the same batch counts once later', async () => {
  const { store, disk, key, owner, folder } = await withKey();
  const others = Array.from({ length: 30 }, () => keyRow(owner));
  await change(store, (tx) => {
    for (const one of others) tx.put('keys', one);
  });
  const ids = [key, ...others].map(({ id }) => id);
  await store.requests.append([request(key.id, 1)], [dayOf(key.id)], ALL);
  const [only = ''] = await readdir(folder);
  const before = await readFile(join(folder, only));
  const batch = ids.map((id, i) => ({ ...request(id, 10 + i), id: `b${i}` }));
  const append = () => store.requests.append(batch, ids.map(dayOf), ALL);
  disk.fail(['write'], new RegExp(`requests.(?!${only})`));
  await expect(append()).rejects.toThrow(StoreUnavailable);
  expect(await readFile(join(folder, only))).toEqual(before);
  for (const name of await readdir(folder)) {
    if (name !== only) expect((await stat(join(folder, name))).size).toBe(0);
  }
  disk.heal();
  await append();
  expect(await store.requests.days(key.id, '0')).toEqual([{ ...dayOf(key.id), allowed: 2 }]);
  for (const { id } of others) expect(await store.requests.ofKey(id, 9)).toHaveLength(1);
});

test('a file that has grown is cut down to what is kept', async () => {
  const { store, bucket, key } = await withKey();
  const keep = { ...ALL, perKey: 10 };
  for (let from = 0; from < 6000; from += 1000) {
    const rows = Array.from({ length: 1000 }, (_, i) => request(key.id, from + i));
    await store.requests.append(rows, [dayOf(key.id)], keep);
  }
  expect((await stat(await bucket())).size).toBeLessThan(300_000);
  const newest = await store.requests.ofKey(key.id, 10);
  expect(newest.map(({ at }) => at)).toEqual([
    5999, 5998, 5997, 5996, 5995, 5994, 5993, 5992, 5991, 5990,
  ]);
  expect(await store.requests.days(key.id, '0')).toEqual([{ ...dayOf(key.id), allowed: 6 }]);
});

test('a file that somebody has removed is begun anew', async () => {
  const { store, folder, key } = await withKey();
  await store.requests.append([request(key.id, 1)], [], ALL);
  await rm(folder, { recursive: true });
  await store.requests.append([request(key.id, 2)], [], ALL);
  expect(await store.requests.ofKey(key.id, 9)).toEqual([request(key.id, 2)]);
});

test('its files are for the owner alone', async () => {
  const { store, bucket, folder, key } = await withKey();
  await store.requests.append([request(key.id, 1)], [], ALL);
  expect((await stat(folder)).mode & 0o777).toBe(0o700);
  expect((await stat(await bucket())).mode & 0o777).toBe(0o600);
  await store.requests.tidy(ALL);
  expect((await stat(await bucket())).mode & 0o777).toBe(0o600);
});

test('a use that could not be written is taken back', async () => {
  const { store, disk, key } = await withKey();
  disk.fail(['datasync'], /journal/);
  await expect(store.touch([[key.id, 5]])).rejects.toThrow(StoreUnavailable);
  expect((await store.keys.byId(key.id))?.lastUsedAt).toBe(null);
  disk.heal();
  await store.touch([[key.id, 6]]);
  expect((await store.keys.byId(key.id))?.lastUsedAt).toBe(6);
});
