/** The audit log of a data folder: what is archived when, and what crashes and damage make of it. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { openJsonStore } from '../../../../server/store/json/index.ts';
import { SCHEMA_VERSION } from '../../../../server/store/json/schema.ts';
import type { OrgRow } from '../../../../server/store/rows.ts';
import { type Store, StoreDamaged } from '../../../../server/store/store.ts';
import type { SealedAuditEntry } from '../../../../shared/contract/audit.ts';
import { entriesOf, hashOf, verifyIndependently } from '../../../support/audit.ts';
import { FailingDisk } from '../../../support/failing-disk.ts';
import {
  crashImage,
  expectRefused,
  type Files,
  filesIn,
  folderOf,
  openStore,
} from '../../../support/json-store.ts';
import { auditRow, orgRow } from '../../../support/rows.ts';
import { allOf, change } from '../../../support/store-world.ts';

const org: OrgRow = orgRow({ id: 'org_1' });
const ARCHIVE = 'audit-org_1.jsonl';

const record = (store: Store, ...names: string[]) =>
  change(store, (tx) => {
    tx.put('orgs', org);
    for (const targetName of names) tx.record(auditRow(org, { targetName }));
  });

async function names(store: Store): Promise<string[]> {
  const chain = await allOf(store.audit.chain(org.id));
  verifyIndependently(chain);
  const listed = await allOf(store.audit.newestFirst({ orgId: org.id }));
  expect(listed.map(({ entry }) => entry.id)).toEqual(chain.map(({ id }) => id).reverse());
  return chain.map(({ target }) => target.name);
}

/** Opens after a crash, goes on, and opens again after another one. */
async function expectGoesOn(files: Files, known: string[]): Promise<void> {
  const dir = await folderOf(files);
  const store = await openJsonStore({ dir });
  expect(await names(store)).toEqual(known);
  await record(store, 'later');
  expect(await names(store)).toEqual([...known, 'later']);
  const image = await crashImage(dir);
  await store.close();
  for (const folder of [image, dir]) {
    const again = await openJsonStore({ dir: folder });
    expect(await names(again)).toEqual([...known, 'later']);
    await again.close();
    // Whole, as an export would be.
    const archived = entriesOf(await readFile(join(folder, ARCHIVE), 'utf8'));
    verifyIndependently(archived);
    expect(archived).toHaveLength(known.length + 1);
  }
}

/** With `a` and `b` archived, then `c` and `d` in a journal; and the same after a snapshot. */
let before: Files;
let after: Files;

beforeEach(async () => {
  const { store, dir } = await openStore();
  await record(store, 'a', 'b');
  await store.close();
  const again = (await openStore({ dir })).store;
  await record(again, 'c');
  await record(again, 'd');
  before = await filesIn(dir);
  await again.close();
  after = await filesIn(dir);
});

const bytesOf = (files: Files, name: string): Buffer => {
  const bytes = files[name];
  if (!bytes) throw new Error(`There is no ${name}.`);
  return bytes;
};

test('entries leave journal and memory for a file that only grows, as an export has them', async () => {
  const archived = String(bytesOf(before, ARCHIVE));
  expect(entriesOf(archived).map(({ target }) => target.name)).toEqual(['a', 'b']);
  const later = String(bytesOf(after, ARCHIVE));
  expect(later.startsWith(archived)).toBe(true);
  expect(entriesOf(later).map(({ target }) => target.name)).toEqual(['a', 'b', 'c', 'd']);
  verifyIndependently(entriesOf(later));
  const snapshot = JSON.parse(String(after['keyturn.json']));
  expect(snapshot.audit).toEqual([
    { orgId: 'org_1', seq: 4, hash: entriesOf(later)[3]?.hash, size: later.length },
  ]);
  expect(JSON.stringify(snapshot)).not.toContain('key.created');
});

test('a snapshot without anything new in the log leaves the archive alone', async () => {
  const dir = await folderOf(after);
  const { store } = await openStore({ dir });
  await change(store, (tx) => tx.put('orgs', { ...org, name: 'Renamed' }));
  await store.close();
  expect((await filesIn(dir))[ARCHIVE]).toEqual(after[ARCHIVE]);
});

describe('a crash', () => {
  test('before, in the middle of and after writing the archive: nothing twice, nothing lost', async () => {
    const whole = bytesOf(after, ARCHIVE);
    const old = bytesOf(before, ARCHIVE).length;
    const between = old + ((whole.length - old) >> 1);
    for (const end of [old, old + 1, between, whole.length - 1, whole.length]) {
      await expectGoesOn({ ...before, [ARCHIVE]: whole.subarray(0, end) }, ['a', 'b', 'c', 'd']);
    }
  });

  test('that left blocks of the archive unwritten', async () => {
    const unwritten = Buffer.concat([bytesOf(before, ARCHIVE), Buffer.alloc(300)]);
    await expectGoesOn({ ...before, [ARCHIVE]: unwritten }, ['a', 'b', 'c', 'd']);
  });

  test('before the first archive was there', async () => {
    const { store, dir } = await openStore();
    await record(store, 'a');
    const image = await filesIn(await crashImage(dir));
    expect(image[ARCHIVE]).toBeUndefined();
    await expectGoesOn(image, ['a']);
    await expectGoesOn({ ...image, [ARCHIVE]: Buffer.alloc(0) }, ['a']);
  });

  test('after the snapshot was put in place, before the old journal is removed', async () => {
    await expectGoesOn({ ...before, ...after }, ['a', 'b', 'c', 'd']);
  });

  test('with the journal torn in an entry', async () => {
    const journal = Object.keys(before).find((name) => name.startsWith('journal')) as string;
    const torn = bytesOf(before, journal).subarray(0, -5);
    await expectGoesOn({ ...before, [journal]: torn }, ['a', 'b', 'c']);
  });
});

test.each([
  ['opening', ['open']],
  ['writing', ['write']],
  ['syncing', ['sync']],
] as const)(
  '%s the archive fails: a warning, nothing lost, and it is tried again',
  async (_, ops) => {
    const disk = new FailingDisk();
    const warnings: string[] = [];
    const onWarning = (message: string) => warnings.push(message);
    const { store, dir } = await openStore({ journalLimit: 500, open: disk.open, onWarning });
    await record(store, 'first');
    await expect.poll(() => readdir(dir)).toContain(ARCHIVE);
    disk.fail([...ops], /audit-/);
    const made = ['first'];
    await expect
      .poll(async () => {
        made.push(`n${made.length}`);
        await record(store, made.at(-1) as string);
        return warnings;
      })
      .not.toEqual([]);
    expect(warnings[0]).toMatch(/A snapshot could not be written, the journal goes on: ENOSPC/);
    const image = await crashImage(dir);
    disk.heal();
    // Reading goes by what the last snapshot says, whatever stands behind it.
    expect(await names(store)).toEqual(made);
    expect(await names((await openStore({ dir: image })).store)).toEqual(made);
    await store.close();
    const text = await readFile(join(dir, ARCHIVE), 'utf8');
    expect(entriesOf(text).map(({ target }) => target.name)).toEqual(made);
  },
);

test('a write that could not be made durable is not in the chain, and its place is free', async () => {
  const disk = new FailingDisk();
  const { store, dir } = await openStore({ open: disk.open });
  await record(store, 'a');
  disk.fail(['write'], /journal/);
  await expect(record(store, 'lost', 'lost too')).rejects.toThrow(/ENOSPC/);
  expect(await names(store)).toEqual(['a']);
  disk.heal();
  await record(store, 'b');
  expect(await names(store)).toEqual(['a', 'b']);
  expect(await names((await openStore({ dir: await crashImage(dir) })).store)).toEqual(['a', 'b']);
});

test('the chain waits for what is being written, and leaves out what was taken back', async () => {
  const disk = new FailingDisk();
  const { store } = await openStore({ open: disk.open });
  await record(store, 'a');
  const writing = disk.hold('write');
  const lost = record(store, 'lost');
  await writing.begun;
  const chain = names(store);
  disk.fail(['write'], /journal/);
  writing.release();
  await expect(lost).rejects.toThrow(/ENOSPC/);
  expect(await chain).toEqual(['a']);
});

describe('what no crash leaves is refused', () => {
  test('an archive that is gone', async () => {
    const { [ARCHIVE]: _, ...rest } = after;
    await expectRefused(rest, /audit-org_1\.jsonl is missing\. Nothing was changed/);
  });

  test('an archive cut off anywhere', async () => {
    const whole = bytesOf(after, ARCHIVE);
    for (const end of [0, 1, whole.length >> 1, whole.length - 1]) {
      await expectRefused(
        { ...after, [ARCHIVE]: whole.subarray(0, end) },
        new RegExp(`audit-org_1\\.jsonl is cut off: it has ${end} bytes, not ${whole.length}`),
      );
    }
  });

  test('a snapshot that does not say how far the archives go', async () => {
    const edited = (edit: (document: Record<string, unknown>) => void) => {
      const { checksum: _, ...document } = JSON.parse(String(after['keyturn.json']));
      edit(document);
      return { ...after, 'keyturn.json': Buffer.from(JSON.stringify(document)) };
    };
    const entry = { orgId: 'org_1', seq: 1, hash: 'x', size: 1 };
    for (const audit of [undefined, {}, [{ orgId: 'org_1' }], [{ ...entry, orgId: '../up' }]]) {
      await expectRefused(
        edited((document) => Object.assign(document, { audit })),
        /keyturn\.json does not say how far the audit log was archived/,
      );
    }
    await expectRefused(
      edited((document) => Object.assign(document, { audit: [entry, entry] })),
      /keyturn\.json has the audit log of org_1 twice/,
    );
    expect(SCHEMA_VERSION).toBe(JSON.parse(String(after['keyturn.json'])).schemaVersion);
  });

  test("a journal's entry that does not follow from the archive", async () => {
    const { store, dir } = await openStore();
    await record(store, 'another history');
    await store.close();
    const other = (await filesIn(dir))[ARCHIVE] as Buffer;
    const { hash } = entriesOf(String(other))[0] as { hash: string };
    const { checksum: _, ...document } = JSON.parse(String(before['keyturn.json']));
    document.audit = [{ orgId: 'org_1', seq: 2, hash, size: 1 }];
    await expectRefused(
      { ...before, 'keyturn.json': Buffer.from(JSON.stringify(document)) },
      /journal-\d+ has a record at byte \d+ that has an audit entry that does not follow from/,
    );
  });
});

test('one bit flipped anywhere in an archive is never read as if it were right', {
  timeout: 30_000,
}, async () => {
  const { store: writer, dir } = await openStore();
  await record(writer, 'a', 'b');
  await writer.close();
  const whole = bytesOf(await filesIn(dir), ARCHIVE);
  const right = entriesOf(String(whole));
  const { store } = await openStore({ dir });
  for (let bit = 0; bit < whole.length * 8; bit += 11) {
    const flipped = Buffer.from(whole);
    flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
    await writeFile(join(dir, ARCHIVE), flipped);
    const [list, chain] = await Promise.allSettled([
      allOf(store.audit.newestFirst({ orgId: org.id })),
      allOf(store.audit.chain(org.id)).then(verifyIndependently),
    ]);
    for (const result of [list, chain]) {
      expect(result?.status, `bit ${bit}`).toBe('rejected');
    }
    if (list?.status === 'rejected') expect(list.reason).toBeInstanceOf(StoreDamaged);
  }
  await writeFile(join(dir, ARCHIVE), whole);
  expect(await allOf(store.audit.chain(org.id))).toEqual(right);
});

test('what is archived is not kept in memory: a running store reads it from the archive', async () => {
  const { store, dir } = await openStore({ journalLimit: 1 });
  await record(store, 'a');
  await expect.poll(() => readdir(dir)).toContain('journal-1');
  await expect.poll(() => readdir(dir)).not.toContain('journal-0');
  expect(await names(store)).toEqual(['a']);
  await writeFile(join(dir, ARCHIVE), 'x'.repeat(10_000));
  await expect(names(store)).rejects.toThrow(StoreDamaged);
});

test('an entry changed and sealed anew is not listed: the next one does not follow from it', async () => {
  const [first, second, ...others] = entriesOf(String(bytesOf(after, ARCHIVE)));
  const { hash: _, ...content } = second as SealedAuditEntry;
  const changed = { ...content, actor: { ...content.actor, name: 'Eve' } };
  const lines = [first, { ...changed, hash: hashOf(changed) }, ...others];
  const size = bytesOf(after, ARCHIVE).length;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  const { store } = await openStore({
    dir: await folderOf({ ...after, [ARCHIVE]: Buffer.from(text.padEnd(size, ' ')) }),
  });
  await expect(allOf(store.audit.newestFirst({ orgId: org.id }))).rejects.toThrow(StoreDamaged);
});

test('an archive computed anew as a whole is not what the snapshot knows', async () => {
  let previousHash = '0'.repeat(64);
  const anew = entriesOf(String(bytesOf(after, ARCHIVE))).map(({ hash: _, ...content }) => {
    const changed = { ...content, previousHash, actor: { ...content.actor, name: 'Eve' } };
    previousHash = hashOf(changed);
    return { ...changed, hash: previousHash };
  });
  verifyIndependently(anew);
  const text = anew.map((line) => `${JSON.stringify(line)}\n`).join('');
  const dir = await folderOf({ ...after, [ARCHIVE]: Buffer.from(text) });
  const { store } = await openStore({ dir });
  const [list, chain] = await Promise.allSettled([
    allOf(store.audit.newestFirst({ orgId: org.id })),
    allOf(store.audit.chain(org.id)),
  ]);
  expect(list).toMatchObject({ status: 'rejected', reason: expect.any(StoreDamaged) });
  expect(chain).toMatchObject({ status: 'rejected', reason: expect.any(StoreDamaged) });
});

test('deep pages of a long archive, with entries longer than a block', async () => {
  const { store, dir } = await openStore();
  const total = 700;
  const detail = (n: number) => ({ text: 'ü'.repeat(n % 50 === 0 ? 50_000 : 300), n });
  await change(store, (tx) => {
    tx.put('orgs', org);
    for (let n = 1; n <= total; n++) tx.record(auditRow(org, { detail: detail(n) }));
  });
  await store.close();
  const { store: again } = await openStore({ dir });
  for (const before of [undefined, 2, 1, 50, 51, 52, 333, 350, 351, total, total + 1, 9_999]) {
    const page: number[] = [];
    for await (const { position, entry } of again.audit.newestFirst({ orgId: org.id, before })) {
      page.push(position);
      expect(entry.detail.n).toBe(position);
      if (page.length === 120) break;
    }
    const first = Math.min(total, (before ?? Number.POSITIVE_INFINITY) - 1);
    expect(page).toEqual(Array.from({ length: Math.min(120, first) }, (_, index) => first - index));
  }
  expect(await allOf(again.audit.chain(org.id))).toHaveLength(total);
});

test('a list that is being read goes on while its entries are archived', async () => {
  const { store, dir } = await openStore({ journalLimit: 2_000 });
  await record(store, ...Array.from({ length: 6 }, (_, n) => `n${n}`));
  const met: number[] = [];
  for await (const { position } of store.audit.newestFirst({ orgId: org.id })) {
    met.push(position);
    if (met.length === 2) {
      await record(store, 'more', 'and more');
      await expect.poll(() => readdir(dir)).toContain(ARCHIVE);
    }
  }
  expect(met).toEqual([6, 5, 4, 3, 2, 1]);
});
