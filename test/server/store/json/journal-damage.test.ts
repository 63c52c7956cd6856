import { beforeEach, expect, test } from 'vitest';
import { Database } from '../../../../server/store/json/database.ts';
import { openJsonStore } from '../../../../server/store/json/index.ts';
import { firstLine } from '../../../../server/store/json/journal.ts';
import { Damage, replay } from '../../../../server/store/json/replay.ts';
import type { Store } from '../../../../server/store/store.ts';
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

const users = ['usr_1', 'usr_2', 'usr_3'].map((id) =>
  userRow({ id, email: id, name: 'Zoë', createdAt: 1 }),
);
/** A journal of three records, one user each, as a crash leaves it. */
let files: Files;
let journal: Buffer;
/** Where each record begins, and the end. */
let offsets: number[];

beforeEach(async () => {
  const { store, dir } = await openStore();
  offsets = [];
  for (const user of users) {
    offsets.push((await filesIn(dir))['journal-0']?.length ?? 0);
    await change(store, (tx) => tx.put('users', user));
  }
  files = await filesIn(await crashImage(dir));
  journal = files['journal-0'] as Buffer;
  offsets.push(journal.length);
});

const withJournal = (bytes: Buffer): Files => ({ ...files, 'journal-0': bytes });
const offset = (record: number) => offsets[record] as number;

function flipped(bytes: Buffer, bit: number): Buffer {
  const copy = Buffer.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
  return copy;
}

async function known(store: Store): Promise<string[]> {
  const rows = await Promise.all(users.map(({ id }) => store.users.byId(id)));
  return rows.flatMap((row) => row?.id ?? []);
}

/** Opens, looks, writes one more, and opens again. */
async function knownAfter(dir: string): Promise<string[]> {
  const store = await openJsonStore({ dir });
  const first = await known(store);
  await change(store, (tx) => tx.put('users', userRow({ id: 'usr_more' })));
  const image = await crashImage(dir);
  await store.close();
  const again = await openJsonStore({ dir: image });
  expect(await known(again)).toEqual(first);
  expect(await again.users.byId('usr_more')).toBeDefined();
  await again.close();
  return first;
}

test('whole, it gives everything back', async () => {
  expect(await knownAfter(await folderOf(files))).toEqual(['usr_1', 'usr_2', 'usr_3']);
});

test('cut at every byte of the last record: that one is left out', () => {
  for (let end = offset(2); end < journal.length; end++) {
    const database = new Database();
    const replayed = replay(journal.subarray(0, end), database, 0, true);
    expect(replayed, `cut at ${end}`).toMatchObject({ seq: 2, end: offset(2) });
    expect([...database.table('users').values()]).toEqual(users.slice(0, 2));
  }
});

test('after a cut the store goes on', async () => {
  for (const end of [offset(2), offset(2) + 1, offset(2) + 40, journal.length - 1]) {
    const dir = await folderOf(withJournal(journal.subarray(0, end)));
    expect(await knownAfter(dir), `cut at ${end}`).toEqual(['usr_1', 'usr_2']);
  }
});

test('the end of the last record not written before the power failed: left out', async () => {
  for (const zeros of [1, 2, 20, offset(3) - offset(2)]) {
    const bytes = Buffer.from(journal);
    bytes.fill(0, journal.length - zeros);
    const dir = await folderOf(withJournal(bytes));
    expect(await knownAfter(dir), `${zeros} zeros`).toEqual(['usr_1', 'usr_2']);
  }
});

test('one bit flipped anywhere: damage is seen, or it is harmless', () => {
  let damages = 0;
  for (let bit = 0; bit < journal.length * 8; bit++) {
    const bytes = flipped(journal, bit);
    const database = new Database();
    try {
      replay(bytes, database, 0, true);
    } catch (error) {
      expect(error).toBeInstanceOf(Damage);
      damages += 1;
      continue;
    }
    expect([...database.table('users').values()], `bit ${bit}`).toEqual(users);
  }
  // The rest are in the two spaces around a header's own checksum.
  expect(damages).toBe((journal.length - 2 * users.length) * 8);
});

test('a flipped bit in the last record is refused too: it was acknowledged', async () => {
  const at = offset(2);
  for (const byte of [at + 3, at + 8, at + 17, at + 25, at + 60, journal.length - 1]) {
    await expectRefused(
      withJournal(flipped(journal, byte * 8)),
      new RegExp(
        `journal-0 is damaged at byte ${at}\\. Nothing was changed\\. Move the folder .* away and run "keyturn restore`,
      ),
    );
  }
});

test('damage in the middle: named with its offset, and the way out that is named works', async () => {
  const bytes = Buffer.from(journal);
  bytes.fill(0, offset(1) + 40, offset(1) + 60);
  await expectRefused(
    withJournal(bytes),
    new RegExp(`journal-0 is damaged at byte ${offset(1)}`),
    new RegExp(`truncate -s ${offset(1)} /`),
  );
  const cut = await folderOf(withJournal(bytes.subarray(0, offset(1))));
  expect(await knownAfter(cut)).toEqual(['usr_1']);
});

test('zeros over the end of one record and the beginning of the next: what follows was acknowledged', async () => {
  const bytes = Buffer.from(journal);
  bytes.fill(0, offset(1) + 40, offset(2) + 20);
  await expectRefused(withJournal(bytes), new RegExp(`journal-0 is damaged at byte ${offset(1)}`));
});

test('a missing record is noticed', async () => {
  const without = Buffer.concat([
    journal.subarray(0, offset(1)),
    journal.subarray(offset(2), offset(3)),
  ]);
  await expectRefused(withJournal(without), /number 3 where 2 comes next/);
});

test('a repeated record is noticed', async () => {
  const twice = Buffer.concat([journal, journal.subarray(offset(2), offset(3))]);
  await expectRefused(withJournal(twice), /number 3 where 4 comes next/);
});

test.each([
  ['a journal of a newer version', firstLine(9999), /newer Keyturn/],
  ['another file', 'something else altogether, in some lines', /not a journal of Keyturn/],
  ['another short file', 'abc', /not a journal of Keyturn/],
])('%s is refused', async (_, text, message) => {
  await expectRefused(withJournal(Buffer.from(text)), message);
});
