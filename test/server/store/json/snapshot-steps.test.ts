import { readdir } from 'node:fs/promises';
import { beforeEach, expect, test } from 'vitest';
import { openJsonStore } from '../../../../server/store/json/index.ts';
import { firstLine } from '../../../../server/store/json/journal.ts';
import { SCHEMA_VERSION } from '../../../../server/store/json/schema.ts';
import type { Store } from '../../../../server/store/store.ts';
import { FailingDisk } from '../../../support/failing-disk.ts';
import {
  crashImage,
  expectRefused,
  type Files,
  filesIn,
  folderOf,
  openStore,
} from '../../../support/json-store.ts';
import { userRow } from '../../../support/rows.ts';
import { change } from '../../../support/store-world.ts';

/** Record `n` puts user `n` and removes user `n - 2`: what is made twice or left out shows. */
const step = (store: Store, n: number) =>
  change(store, (tx) => {
    tx.put('users', userRow({ id: `usr_${n}`, email: `${n}@example.com` }));
    tx.remove('users', `usr_${n - 2}`);
  });

async function users(store: Store): Promise<number[]> {
  const found: number[] = [];
  for (let n = 0; n < 12; n++) if (await store.users.byId(`usr_${n}`)) found.push(n);
  return found;
}

/** Opens after a crash, goes on, and opens again after another crash. */
async function expectGoesOn(files: Files, known: number[], next: number): Promise<void> {
  const dir = await folderOf(files);
  const store = await openJsonStore({ dir });
  expect(await users(store)).toEqual(known);
  await step(store, next);
  const expected = await users(store);
  const image = await crashImage(dir);
  await store.close();
  for (const folder of [image, dir]) {
    const again = await openJsonStore({ dir: folder });
    expect(await users(again)).toEqual(expected);
    await again.close();
    // Nothing is left lying about.
    expect((await readdir(folder)).sort()).toEqual([`journal-${next}`, 'keyturn.json', 'lock']);
  }
}

/** `old` and `journal-0` (records 1 to 5), then `snapshot` and `journal-5` (6 and 7). */
let old: Buffer;
let journal0: Buffer;
let snapshot: Buffer;
let journal5: Buffer;
const FIRST_LINE = firstLine(1).length;

beforeEach(async () => {
  const { store, dir } = await openStore();
  for (let n = 1; n <= 5; n++) await step(store, n);
  const before = await filesIn(dir);
  await store.close();
  const again = (await openStore({ dir })).store;
  for (let n = 6; n <= 7; n++) await step(again, n);
  const after = await filesIn(dir);
  [old, journal0] = [before['keyturn.json'] as Buffer, before['journal-0'] as Buffer];
  [snapshot, journal5] = [after['keyturn.json'] as Buffer, after['journal-5'] as Buffer];
});

test('a crash while the new journal is being made', async () => {
  for (const length of [0, 1, 12, FIRST_LINE - 1, FIRST_LINE]) {
    const started = { 'journal-5': journal5.subarray(0, length) };
    await expectGoesOn({ 'keyturn.json': old, 'journal-0': journal0, ...started }, [4, 5], 6);
  }
});

test('a crash while the snapshot is being written, with the new journal in use', async () => {
  for (const part of [0, 10, snapshot.length]) {
    await expectGoesOn(
      {
        'keyturn.json': old,
        'keyturn.json.tmp': snapshot.subarray(0, part),
        'journal-0': journal0,
        'journal-5': journal5,
      },
      [6, 7],
      8,
    );
  }
});

test('a crash after the snapshot was put in place, before the old journal is removed', async () => {
  const files = { 'keyturn.json': snapshot, 'journal-0': journal0, 'journal-5': journal5 };
  await expectGoesOn(files, [6, 7], 8);
});

test('a crash after the old journal was removed, in the middle of a record', async () => {
  const torn = journal5.subarray(0, journal5.length - 3);
  await expectGoesOn({ 'keyturn.json': snapshot, 'journal-5': torn }, [5, 6], 7);
});

test('a new journal that was given up, while the old one went on', async () => {
  const { store, dir } = await openStore({
    dir: await folderOf({ 'keyturn.json': old, 'journal-0': journal0 }),
  });
  await step(store, 6);
  const longer = (await filesIn(dir))['journal-0'] as Buffer;
  for (const length of [0, 5, FIRST_LINE]) {
    const abandoned = { 'journal-5': journal5.subarray(0, length) };
    const torn = { 'journal-0': Buffer.concat([longer, Buffer.from('\nkt1 00')]) };
    await expectGoesOn({ 'keyturn.json': old, ...torn, ...abandoned }, [5, 6], 7);
  }
});

test('two crashes: as a new journal was being made, and then in the next one that was', async () => {
  const dir = await folderOf({ 'keyturn.json': old, 'journal-0': journal0 });
  const first = await openJsonStore({ dir });
  await step(first, 6);
  const longer = (await filesIn(dir))['journal-0'] as Buffer;
  await first.close();
  const { store } = await openStore({ dir });
  for (let n = 7; n <= 8; n++) await step(store, n);
  const journal6 = (await filesIn(dir))['journal-6'] as Buffer;
  for (const length of [0, 5, FIRST_LINE]) {
    const abandoned = { 'journal-5': journal5.subarray(0, length) };
    const files = { 'keyturn.json': old, 'journal-0': longer, ...abandoned, 'journal-6': journal6 };
    await expectGoesOn(files, [7, 8], 9);
  }
});

test('two crashes: in the middle of a record, beside a new journal that was given up, and then later', async () => {
  const torn = Buffer.concat([journal0, Buffer.from('\nkt1 00')]);
  const abandoned = { 'journal-5': journal5.subarray(0, FIRST_LINE) };
  await expectGoesOn({ 'keyturn.json': old, 'journal-0': torn, ...abandoned }, [4, 5], 6);
});

test('what was written before a crash is durable before anybody is answered', async () => {
  const dir = await folderOf({ 'keyturn.json': old, 'journal-0': journal0 });
  const disk = new FailingDisk();
  const made = disk.hold('datasync');
  let isOpen = false;
  const opening = openStore({ dir, open: disk.open }).then(() => {
    isOpen = true;
  });
  await made.begun;
  expect(isOpen).toBe(false);
  made.release();
  await opening;
});

test('a crash at each step of the first start', async () => {
  const empty = journal0.subarray(0, FIRST_LINE);
  const steps: Files[] = [
    {},
    { 'journal-0': empty.subarray(0, 0) },
    { 'journal-0': empty.subarray(0, 12) },
    { 'journal-0': Buffer.alloc(FIRST_LINE) },
    { 'journal-0': empty },
    { 'journal-0': empty, 'keyturn.json.tmp': old.subarray(0, 9) },
    { 'journal-0': empty, 'keyturn.json': old },
  ];
  for (const files of steps) await expectGoesOn(files, [], 1);
});

test('what no crash leaves is refused', async () => {
  const torn = journal0.subarray(0, journal0.length - 3);
  await expectRefused({ 'journal-0': journal0 }, /keyturn\.json is missing/);
  await expectRefused({ 'keyturn.json': old, 'journal-5': journal5 }, /journal-0 is missing/);
  await expectRefused(
    { 'keyturn.json': old, 'journal-0': torn, 'journal-5': journal5 },
    /journal-0 is damaged at byte \d+/,
    /truncate -s \d+ \S+journal-0 && rm \S+journal-5/,
  );
  // Here journal-5 was in use: what it had is gone.
  await expectRefused(
    {
      'keyturn.json': old,
      'journal-0': journal0,
      'journal-5': journal5.subarray(0, 5),
      'journal-7': journal5,
    },
    /journal-5 is cut off in its first line/,
  );
  await expectRefused(
    { 'keyturn.json': old, 'journal-0': journal0.subarray(0, FIRST_LINE), 'journal-5': journal5 },
    /journal-5 has a record at byte 37 that has number 6 where 1 comes next/,
  );
});

test('files of an older schema are brought up to date before anything else', async () => {
  const older = {
    'keyturn.json': Buffer.from(
      '{"format":"keyturn","schemaVersion":0,"seq":0,"tables":{"users":[],"gone":[]}}',
    ),
    'journal-0': Buffer.from(String(journal0).replace(firstLine(SCHEMA_VERSION), firstLine(0))),
  };
  const dir = await folderOf(older);
  const { store } = await openStore({ dir });
  expect(await users(store)).toEqual([4, 5]);
  const files = await filesIn(dir);
  expect(Object.keys(files)).toEqual(['journal-5', 'keyturn.json']);
  expect(JSON.parse(String(files['keyturn.json']))).toMatchObject({
    schemaVersion: SCHEMA_VERSION,
    seq: 5,
  });
  await expectGoesOn(older, [4, 5], 6);
});

test('a snapshot in the background: a crash at its steps, and writes that do not wait for it', async () => {
  const disk = new FailingDisk();
  const { store, dir } = await openStore({ journalLimit: 1_000, open: disk.open });
  const newJournal = disk.hold('sync');
  let made = 0;
  let acknowledged = 0;
  const next = async () => {
    const n = ++made;
    await step(store, n);
    acknowledged = n;
  };
  let waiting: Promise<void> | undefined;
  let isBegun = false;
  const begun = newJournal.begun.then(() => {
    isBegun = true;
  });
  while (!isBegun) {
    waiting = next();
    await Promise.race([waiting, begun]);
  }
  const first = acknowledged;
  const beforeTheJournal = await crashImage(dir);

  const newSnapshot = disk.hold('sync');
  newJournal.release();
  await newSnapshot.begun;
  await waiting;
  await next();
  await next();
  const beforeTheSnapshot = await crashImage(dir);

  newSnapshot.release();
  await expect.poll(() => readdir(dir)).toEqual([`journal-${first}`, 'keyturn.json', 'lock']);
  const after = await crashImage(dir);
  for (const [image, last] of [
    [beforeTheJournal, first],
    [beforeTheSnapshot, acknowledged],
    [after, acknowledged],
  ] as const) {
    expect(await users((await openStore({ dir: image })).store)).toEqual([last - 1, last]);
  }
});

test('a snapshot that is due waits for the group that is already gathering', async () => {
  const disk = new FailingDisk();
  const { store, dir } = await openStore({ journalLimit: 1, open: disk.open });
  const firstGroup = disk.hold('datasync');
  const first = step(store, 1);
  await firstGroup.begun;
  const second = step(store, 2);
  firstGroup.release();
  await Promise.all([first, second]);
  await expect.poll(() => readdir(dir)).toEqual(['journal-2', 'keyturn.json', 'lock']);
  expect(await users((await openStore({ dir: await crashImage(dir) })).store)).toEqual([1, 2]);
});

test.each([
  ['writing the snapshot', ['write'], /keyturn\.json\.tmp/],
  ['making the new journal', ['open'], /journal-[1-9]/],
  ['filling the new journal', ['write'], /journal-[1-9]/],
] as const)('%s fails: a warning, nothing lost, and it is tried again', async (_, ops, path) => {
  const disk = new FailingDisk();
  const warnings: string[] = [];
  const onWarning = (message: string) => warnings.push(message);
  const { store, dir } = await openStore({ journalLimit: 1_000, open: disk.open, onWarning });
  disk.fail([...ops], path);
  let n = 0;
  await expect
    .poll(async () => {
      if (n < 9) await step(store, ++n);
      return warnings;
    })
    .not.toEqual([]);
  expect(warnings[0]).toMatch(/ENOSPC/);
  const { store: image } = await openStore({ dir: await crashImage(dir) });
  expect(await users(image)).toEqual([n - 1, n].filter((one) => one > 0));
  disk.heal();
  await store.close();
  expect(await users((await openStore({ dir })).store)).toEqual(await users(image));
  expect(await readdir(dir)).toHaveLength(3);
});
