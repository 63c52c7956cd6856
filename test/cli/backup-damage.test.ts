import { createHash } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { lineOf } from '../../server/backup/format.ts';
import { linesOf, writeLines } from '../support/backup.ts';
import { called } from '../support/cli.ts';
import { setUp } from '../support/people.ts';
import { startTestServer, testFolder } from '../support/server.ts';

let bytes: Buffer;
let lines: string[];

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'keyturn-test-'));
  const dataDir = join(folder, 'data');
  const server = await startTestServer({ dataDir });
  await setUp(server);
  await server.close();
  const file = join(folder, 'a.gz');
  await called(['backup', file], { KEYTURN_DATA_DIR: dataDir });
  bytes = await readFile(file);
  lines = await linesOf(file);
  await rm(folder, { recursive: true });
});

test.each([
  ['cut off in the middle', () => bytes.subarray(0, bytes.length / 2)],
  ['without its last byte', () => bytes.subarray(0, -1)],
  ['empty', () => Buffer.alloc(0)],
  ['something else', () => Buffer.from('name,owner\n')],
])('a backup that is %s is refused, and nothing is left', async (_, damaged) => {
  const file = join(await testFolder(), 'a.gz');
  await writeFile(file, damaged());
  await expectRefused(file, /a\.gz/);
});

test('a backup with any one bit flipped is refused, or restores the same', async () => {
  const file = join(await testFolder(), 'a.gz');
  const refused = { yes: 0, no: 0 };
  for (let at = 0; at < bytes.length; at += Math.ceil(bytes.length / 60)) {
    const flipped = Buffer.from(bytes);
    flipped[at] = (flipped[at] as number) ^ (1 << (at % 8));
    await writeFile(file, flipped);
    const KEYTURN_DATA_DIR = join(await testFolder(), 'data');
    const { code } = await called(['restore', file], { KEYTURN_DATA_DIR });
    refused[code === 0 ? 'no' : 'yes'] += 1;
    if (code !== 0) continue;
    // Some bits of gzip's own header mean nothing.
    expect(at).toBeLessThan(10);
  }
  expect(refused.yes).toBeGreaterThan(50);
});

test.each([
  ['a row is gone', () => lines.toSpliced(5, 1), /rows are missing or were changed/],
  ['a row stands twice', () => lines.toSpliced(5, 0, line(5)), /twice/],
  [
    'two rows are swapped',
    () => lines.with(3, line(4)).with(4, line(3)),
    /missing or were changed/,
  ],
  ['a row was changed', () => lines.with(2, line(2).replace('Ada', 'Eve')), /line 3, is damaged/],
  ['the end is gone', () => lines.slice(0, -1), /is cut off/],
  ['there is more after its end', () => [...lines, line(1)], /goes on after its end/],
  ['the header is gone', () => lines.slice(1), /no backup of Keyturn/],
])('where %s, it is refused', async (_, change, message) => {
  const file = join(await testFolder(), 'changed.gz');
  await expectRefused(await writeLines(file, change()), message);
});

test('one that a newer Keyturn made is refused by its name', async () => {
  const header = JSON.parse(line(0).slice(9)) as Record<string, unknown>;
  const newer = lineOf({ ...header, schemaVersion: 1_000, keyturn: '9.9.9' }).trimEnd();
  const file = join(await testFolder(), 'newer.gz');
  await writeLines(file, lines.with(0, newer));
  await expectRefused(file, /was written by Keyturn 9\.9\.9, which is newer/);
});

test('one that an older Keyturn made is brought up to date', async () => {
  const rows = lines.slice(1, -1).map((one) => JSON.parse(one.slice(9)) as [string, object]);
  const older = rows.map(([kind, row]) => {
    if (kind !== 'orgs') return [kind, row];
    const { documentationUrl: _, ...before } = row as { documentationUrl: unknown };
    return [kind, before];
  });
  const header = JSON.parse(line(0).slice(9)) as object;
  const text = [{ ...header, schemaVersion: 1 }, ...older].map(lineOf).join('');
  const { rows: counts } = JSON.parse(`${lines.at(-1)}`.slice(9)) as { rows: object };
  const end = lineOf({ rows: counts, sha256: createHash('sha256').update(text).digest('hex') });
  const folder = await testFolder();
  const file = await writeLines(join(folder, 'old.gz'), `${text}${end}`.split('\n').slice(0, -1));
  const environment = { KEYTURN_DATA_DIR: join(folder, 'data') };
  expect(await called(['restore', file], environment)).toMatchObject({ code: 0 });
  expect(await called(['backup', join(folder, 'new.gz')], environment)).toMatchObject({ code: 0 });
  const orgs = (await linesOf(join(folder, 'new.gz'))).find((one) => one.includes('["orgs"'));
  expect(orgs).toContain('"documentationUrl":null');
});

function line(index: number): string {
  return lines[index] as string;
}

/** And what is there is as before: a folder with a lock at most. */
async function expectRefused(file: string, message: RegExp): Promise<void> {
  const dir = join(await testFolder(), 'data');
  const { code, stdout, stderr } = await called(['restore', file], { KEYTURN_DATA_DIR: dir });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^ {4}at /m);
  expect(await readdir(dir)).toEqual(['lock']);
}
