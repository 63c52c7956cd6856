/** The exported chain: whole, and whoever has changed anything in it is found out. */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { SealedAuditEntry } from '../../shared/contract/audit.ts';
import { auditOf, exportedAudit, hashOf, verifyIndependently } from '../support/audit.ts';
import { verifyAudit as verify } from '../support/audit-verify.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { secondOrg, setUp } from '../support/people.ts';
import { testFolder, testServer } from '../support/server.ts';

test('it has every entry, oldest first, each tied to the one before', async () => {
  const { server, ada } = await openOrg();
  for (let n = 0; n < 5; n++) await createKey(server, ada, { name: `Ключ ${n} 🔑` });
  const entries = await exportedAudit(server, ada);
  verifyIndependently(entries);
  const listed = entries.map(
    ({ orgId: _, seq: _seq, previousHash: _previous, hash: _hash, ...entry }) => entry,
  );
  expect(listed.reverse()).toEqual(await auditOf(server, ada));
  expect(new Set(entries.map(({ orgId }) => orgId))).toEqual(new Set([ada.orgId]));
});

test('it is a file to be kept, and not to be cached', async () => {
  const { server, ada } = await openOrg();
  const { headers } = await server.request('GET', `/v1/orgs/${ada.orgId}/audit/export`, {
    token: ada.token,
  });
  expect(headers.get('content-type')).toBe('application/x-ndjson');
  expect(headers.get('content-disposition')).toBe(
    `attachment; filename="keyturn-audit-${ada.orgId}.jsonl"`,
  );
  expect(headers.get('cache-control')).toBe('no-store');
});

test('each org has a chain of its own, which a restart goes on with', async () => {
  const dataDir = await testFolder();
  const first = await testServer({ dataDir });
  const ada = await setUp(first);
  const globex = await secondOrg(first, ada);
  const before = await exportedAudit(first, ada);
  await first.close();

  const second = await testServer({ dataDir });
  const { secret } = await createKey(second, ada, { scopes: ['keyturn.keys:verify'] });
  await second.request('POST', '/v1/keys/revoke-self', { token: secret });
  const after = await exportedAudit(second, ada);
  verifyIndependently(after);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after).toHaveLength(before.length + 2);
  const other = await exportedAudit(second, globex);
  verifyIndependently(other);
  expect(other.map(({ action }) => action)).toEqual(['org.created']);
});

test('changes made at once each have their place', async () => {
  const { server, ada } = await openOrg();
  const made = await Promise.all(
    Array.from({ length: 40 }, (_, n) => createKey(server, ada, { name: `Key ${n}` })),
  );
  const entries = await exportedAudit(server, ada);
  verifyIndependently(entries);
  const created = entries.filter(({ action }) => action === 'key.created');
  expect(created.map(({ target }) => target.id).sort()).toEqual(
    made.map(({ key }) => key.id).sort(),
  );
});

const linesOf = (entries: unknown[]) =>
  entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');

async function exported() {
  const { server, ada } = await openOrg();
  for (let n = 0; n < 4; n++) await createKey(server, ada, { name: `Key ${n}` });
  const entries = await exportedAudit(server, ada);
  const file = join(await testFolder(), 'export.jsonl');
  const check = async (text: string) => {
    await writeFile(file, text);
    return verify(file);
  };
  return { entries, file, check };
}

describe('verifying an exported file', () => {
  test('whole, it holds: its length and last hash are said', async () => {
    const { entries, check } = await exported();
    expect(await check(linesOf(entries))).toEqual({
      code: 0,
      said: `${entries[0]?.orgId}: ${entries.length} entries, the chain holds. Last hash: ${entries.at(-1)?.hash}`,
    });
  });

  test('any other order of names in an entry is the same entry', async () => {
    const { entries, check } = await exported();
    const reversed = entries.map((entry) => Object.fromEntries(Object.entries(entry).reverse()));
    expect((await check(linesOf(reversed))).code).toBe(0);
  });

  type Entries = SealedAuditEntry[];
  const at = (entries: Entries, index: number) => entries[index] as SealedAuditEntry;

  test.each<[string, (entries: Entries) => unknown[], RegExp]>([
    [
      'a detail changed',
      (entries) => entries.with(5, { ...at(entries, 5), detail: {} }),
      /entry 6 \(aud_\S+\) does not match its hash/,
    ],
    [
      'an actor changed',
      (entries) =>
        entries.with(2, { ...at(entries, 2), actor: { ...at(entries, 2).actor, name: 'Eve' } }),
      /entry 3 .*does not match its hash/,
    ],
    [
      'a time changed',
      (entries) => entries.with(0, { ...at(entries, 0), at: '2026-11-21T09:00:00.001Z' }),
      /entry 1 .*does not match its hash/,
    ],
    [
      'something added to an entry',
      (entries) => entries.with(1, { ...at(entries, 1), note: 'x' } as SealedAuditEntry),
      /entry 2 .*does not match its hash/,
    ],
    ['an entry left out', (entries) => entries.toSpliced(2, 1), /entry 3 .*has number 4 where 3/],
    ['the first left out', (entries) => entries.slice(1), /entry 1 .*has number 2 where 1/],
    [
      'two swapped',
      (entries) => entries.with(1, at(entries, 2)).with(2, at(entries, 1)),
      /entry 2 .*has number 3 where 2/,
    ],
    ['one doubled', (entries) => entries.toSpliced(2, 0, at(entries, 2)), /entry 4 .*has number 3/],
    [
      'one sealed anew',
      (entries) => entries.with(5, resealed({ ...at(entries, 5), detail: {} })),
      /entry 7 .*does not follow from the entry before it/,
    ],
    [
      "another org's entry",
      (entries) => entries.with(4, resealed({ ...at(entries, 4), orgId: 'org_other' })),
      /entry 5 .*belongs to another org/,
    ],
  ])('%s', async (_, tamper, message) => {
    const { entries, check } = await exported();
    const { code, said } = await check(linesOf(tamper(entries)));
    expect(code).toBe(1);
    expect(said).toMatch(/^BROKEN: org_/);
    expect(said).toMatch(message);
  });

  test.each<[string, (text: string) => string, RegExp]>([
    ['cut off in a line', (text) => text.slice(0, -10), /^BROKEN: Line \d+ of .* is not JSON/],
    ['with a line of something else', (text) => `${text}{"a":1}\n`, /is not an entry of the audit/],
  ])('%s', async (_, spoil, message) => {
    const { entries, check } = await exported();
    const { code, said } = await check(spoil(linesOf(entries)));
    expect(code).toBe(1);
    expect(said).toMatch(message);
  });

  test('a file that is not there', async () => {
    await expect(verify('/nowhere/export.jsonl')).rejects.toThrow(/cannot be read: ENOENT/);
  });
});

/** With a hash that fits its new content: only the next entry tells. */
function resealed({ hash: _, ...content }: SealedAuditEntry): SealedAuditEntry {
  return { ...content, hash: hashOf(content) };
}

describe('verifying the data folder', () => {
  async function folderWithHistory() {
    const dataDir = await testFolder();
    const server = await testServer({ dataDir });
    const ada = await setUp(server);
    await createKey(server, ada, { scopes: ['keyturn.keys:verify'] });
    await secondOrg(server, ada);
    return { server, ada, dataDir };
  }

  const check = (dataDir: string) => verify(undefined, { KEYTURN_DATA_DIR: dataDir });

  test('while the server runs, and after it: every chain, and nothing is changed', async () => {
    const { server, ada, dataDir } = await folderWithHistory();
    const running = await check(dataDir);
    expect(running.code).toBe(0);
    expect(running.said.split('\n')).toHaveLength(2);
    const head = (await exportedAudit(server, ada)).at(-1);
    expect(running.said).toContain(`${ada.orgId}: ${head?.seq} entries, the chain holds.`);
    expect(running.said).toContain(head?.hash);
    await server.close();
    const before = await readdir(dataDir);
    expect(await check(dataDir)).toEqual(running);
    expect(await readdir(dataDir)).toEqual(before);
  });

  test('an archive in which someone has changed a name', async () => {
    const { server, ada, dataDir } = await folderWithHistory();
    await server.close();
    const archive = join(dataDir, `audit-${ada.orgId}.jsonl`);
    const text = await readFile(archive, 'utf8');
    await writeFile(archive, text.replace('"name":"Ada"', '"name":"Eve"'));
    const { code, said } = await check(dataDir);
    expect(code).toBe(1);
    expect(said).toMatch(new RegExp(`BROKEN: ${ada.orgId}: entry 1 .*does not match its hash`));
    expect(said).toMatch(/the chain holds/);
  });

  test('a server on such an archive lists none of it, and its export is found out', async () => {
    const { server, ada, dataDir } = await folderWithHistory();
    await server.close();
    const archive = join(dataDir, `audit-${ada.orgId}.jsonl`);
    const text = await readFile(archive, 'utf8');
    await writeFile(archive, text.replace('"name":"Ada"', '"name":"Eve"'));
    const again = await testServer({ dataDir });
    await expect(auditOf(again, ada)).rejects.toThrow('500');
    expect(again.log()).toMatch(/has an entry at byte 0 that is not what was written/);
    const entries = await exportedAudit(again, ada);
    expect(() => verifyIndependently(entries)).toThrow('Entry 1 has another hash.');
  });

  test('where an entry cannot even be read, the export is cut off and the log says where', async () => {
    const { server, ada, dataDir } = await folderWithHistory();
    await server.close();
    const archive = join(dataDir, `audit-${ada.orgId}.jsonl`);
    const [first = '', ...others] = (await readFile(archive, 'utf8')).split('\n');
    await writeFile(archive, [first, ...others.map((line) => line.replace('{', ' '))].join('\n'));
    expect((await check(dataDir)).said).toMatch(/BROKEN: .*audit-org_\S+ has an entry at byte \d+/);
    const again = await testServer({ dataDir });
    await expect(exportedAudit(again, ada)).rejects.toThrow(/terminated|socket|aborted/i);
    expect(again.log()).toMatch(/an answer broke off/);
    expect(again.log()).toContain(`has an entry at byte ${first.length + 1} that`);
  });

  test('where there is no data', async () => {
    await expect(check(join(await testFolder(), 'nothing'))).rejects.toThrow(/no data/i);
  });
});
