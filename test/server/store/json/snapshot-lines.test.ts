import { open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import type { Database } from '../../../../server/store/json/database.ts';
import { Unusable } from '../../../../server/store/json/read-row.ts';
import { parseSnapshot, readSnapshot } from '../../../../server/store/json/read-snapshot.ts';
import { SnapshotLines } from '../../../../server/store/json/snapshot-lines.ts';
import type { Snapshot } from '../../../../server/store/json/snapshot-parts.ts';
import { TABLE_NAMES } from '../../../../server/store/rows.ts';
import { filesIn, openStore } from '../../../support/json-store.ts';
import { keyRow, orgRow } from '../../../support/rows.ts';
import { testFolder } from '../../../support/server.ts';
import { change, putWorld } from '../../../support/store-world.ts';

/** What a closed store leaves; most of its tables are empty. */
let bytes: Buffer;
let text: string;

beforeEach(async () => {
  const { store, dir } = await openStore();
  const { owner } = await putWorld(store);
  await change(store, (tx) => {
    tx.put('orgs', orgRow({ name: 'Café "Zoë" 🔑],\n{' }));
    for (const name of ['},', ']}', '}],']) tx.put('keys', keyRow(owner, { name }));
  });
  await store.close();
  bytes = (await filesIn(dir))['keyturn.json'] as Buffer;
  text = String(bytes);
});

function read(
  content: Buffer | string,
  blockLength = content.length,
  isTrusting = false,
): Snapshot {
  const lines = new SnapshotLines(isTrusting);
  const given = Buffer.from(content);
  for (let at = 0; at < given.length; at += blockLength) {
    const block = Buffer.from(given.subarray(at, at + blockLength));
    lines.add(block);
    // The caller reads the next one into the same memory.
    block.fill(0);
  }
  return lines.end();
}

const rowsIn = (database: Database) => TABLE_NAMES.map((name) => [...database.values(name)]);

test('it reads in blocks of any length what is read as a whole', () => {
  const whole = parseSnapshot(bytes);
  const lengths = [1, 2, 3, 7, 64, 1_000, bytes.length];
  for (const [blockLength, isTrusting] of lengths.flatMap((one) => [
    [one, false] as const,
    [one, true] as const,
  ])) {
    const { database, ...others } = read(bytes, blockLength, isTrusting);
    expect(rowsIn(database)).toEqual(rowsIn(whole.database));
    expect(others).toEqual({ seq: whole.seq, schemaVersion: whole.schemaVersion });
  }
  expect(rowsIn(whole.database).flat().length).toBeGreaterThan(6);
});

test('without a checksum no row is trusted', () => {
  expect(() => read(withoutChecksum(), 64)).not.toThrow();
  expect(() => read(withoutChecksum(), 64, true)).toThrow(/no checksum/);
});

test('cut anywhere it is not taken for whole', () => {
  for (let end = 0; end < bytes.length - 1; end++) {
    expect(() => read(bytes.subarray(0, end), 64), `cut at ${end}`).toThrow(Unusable);
  }
});

test.for([false, true])(
  'one bit flipped anywhere is noticed (trusting: %s)',
  async (isTrusting) => {
    // As small as a file with rows is: each bit costs a read of all of it.
    const { store, dir } = await openStore();
    await change(store, (tx) => {
      tx.put('orgs', orgRow({ id: 'org_1' }));
      tx.put('orgs', orgRow({ id: 'org_2', name: 'Café 🔑],\n{' }));
    });
    await store.close();
    const small = (await filesIn(dir))['keyturn.json'] as Buffer;
    expect(rowsIn(read(small).database).flat()).toHaveLength(2);
    const unnoticed: number[] = [];
    for (let bit = 0; bit < small.length * 8; bit++) {
      const flip = () => {
        small[bit >> 3] = (small[bit >> 3] as number) ^ (1 << (bit & 7));
      };
      flip();
      try {
        read(small, small.length, isTrusting);
        unnoticed.push(bit);
      } catch (error) {
        if (!(error instanceof Unusable)) throw error;
      }
      flip();
    }
    expect(unnoticed).toEqual([]);
  },
);

const withoutChecksum = () => text.replace(/,\n"checksum":"\w{8}"/, '');

test('an edit of a row is accepted without the checksum', () => {
  const edited = withoutChecksum().replace('Harbour Lane', 'By hand');
  expect(rowsIn(read(edited).database)[0]).toContainEqual(
    expect.objectContaining({ name: 'By hand' }),
  );
});

test.each<[string, (text: string) => string]>([
  ['a line is missing at its end', (one) => one.slice(0, one.lastIndexOf('},\n"audit"'))],
  ['a row has become a list', (one) => one.replace(/\n\{"id":"key.*\n/, '\n[],\n')],
  ['a table comes after the last', (one) => one.replace('\n},\n', ',\n"more":[]\n},\n')],
  ['a table comes twice', (one) => one.replace('"users":', '"users":[],\n"users":')],
  ['a table is missing', (one) => one.replace('"users":[],\n', '')],
  ['a comma is missing', (one) => one.replace('"users":[],', '"users":[]')],
  ['there is one comma too many', (one) => one.replace(']\n},', '],\n},')],
  ['it has another part', (one) => one.replace('"audit":', '"more":1,\n"audit":')],
  ['it goes on after its end', (one) => `${one}{}`],
  ['its head is another', (one) => one.replace('"tables"', '"table"')],
  ['its head goes on', (one) => one.replace('"tables":{', '"tables":{"users":[')],
])('where %s, it is refused', (_, edit) => {
  expect(() => read(withoutChecksum())).not.toThrow();
  expect(edit(withoutChecksum())).not.toBe(withoutChecksum());
  expect(() => read(edit(withoutChecksum()))).toThrow(Unusable);
});

test('a file of one endless line is given up at once', () => {
  const lines = new SnapshotLines(false);
  expect(() => lines.add(Buffer.alloc(2_000, '{'))).toThrow(/not laid out/);
});

test('another layout is read as a whole, unless the file is too large for that', async () => {
  const file = join(await testFolder(), 'keyturn.json');
  await writeFile(file, JSON.stringify(JSON.parse(withoutChecksum()), null, 1));
  const handle = await open(file);
  try {
    const { database, size } = await readSnapshot(handle);
    expect(rowsIn(database)).toEqual(rowsIn(parseSnapshot(bytes).database));
    expect(size).toBe((await handle.stat()).size);
    await expect(readSnapshot(handle, size - 1)).rejects.toThrow(/line of its own, and after line/);
  } finally {
    await handle.close();
  }
});
