/** `keyturn audit verify` over PostgreSQL: it finds what someone with all rights has changed. */
import { expect, test } from 'vitest';
import { exportedAudit, verifyIndependently } from '../support/audit.ts';
import { verifyAudit } from '../support/audit-verify.ts';
import { createKey } from '../support/keys.ts';
import { secondOrg, setUp } from '../support/people.ts';
import { testFolder, testServer } from '../support/server.ts';
import { emptyDatabase, query } from './database.ts';

async function withHistory() {
  const url = await emptyDatabase();
  const dataDir = await testFolder();
  const server = await testServer({ dataDir, environment: { DATABASE_URL: url } });
  const ada = await setUp(server);
  for (let n = 0; n < 3; n++) await createKey(server, ada, { scopes: ['keyturn.keys:verify'] });
  const globex = await secondOrg(server, ada);
  const entries = await exportedAudit(server, ada);
  return { url, server, ada, globex, entries };
}

const check = (url: string) => verifyAudit(undefined, { DATABASE_URL: url });

test('the export of a server on PostgreSQL is a whole chain', async () => {
  const { entries } = await withHistory();
  expect(entries.map(({ action }) => action)).toEqual([
    'org.created',
    'key.created',
    'key.created',
    'key.created',
  ]);
  verifyIndependently(entries);
});

test('while a server runs: every chain holds', async () => {
  const { url, ada, globex, entries } = await withHistory();
  const { code, said } = await check(url);
  expect(code).toBe(0);
  expect(said).toContain(
    `${ada.orgId}: 4 entries, the chain holds. Last hash: ${entries.at(-1)?.hash}`,
  );
  expect(said).toContain(`${globex.orgId}: 1 entries, the chain holds.`);
});

test.each([
  ["update audit set actor_name = 'Eve' where seq = 2 and org_id = $1", /entry 2 .*match its hash/],
  ["update audit set detail = '{}' where seq = 3 and org_id = $1", /entry 3 .*match its hash/],
  ['delete from audit where seq = 2 and org_id = $1', /entry 2 .*has number 3 where 2/],
])('past the triggers, %s', async (statement, message) => {
  const { url, ada, globex } = await withHistory();
  await query(url, 'alter table audit disable trigger user');
  await query(url, statement, [ada.orgId]);
  const { code, said } = await check(url);
  expect(code).toBe(1);
  expect(said).toMatch(new RegExp(`BROKEN: ${ada.orgId}: `));
  expect(said).toMatch(message);
  expect(said).toContain(`${globex.orgId}: 1 entries, the chain holds.`);
});

test('nothing is changed: what is not sealed yet is counted and left so', async () => {
  const { url, server, ada } = await withHistory();
  await server.close();
  await query(
    url,
    `insert into audit (id, org_id, created_at, actor_kind, actor_name, action, target_kind,
       target_id, target_name, detail)
     values ('aud_1', $1, now(), 'system', 'Keyturn', 'key.created', 'key', 'key_1', 'x', '{}')`,
    [ada.orgId],
  );
  const { code, said } = await check(url);
  expect(code).toBe(0);
  expect(said).toContain('1 later entries are not in a chain yet');
  expect(await query(url, 'select id from audit where seq is null')).toEqual([{ id: 'aud_1' }]);
});

test('a database that is not ours yet is left alone', async () => {
  const url = await emptyDatabase();
  await expect(check(url)).rejects.toThrow(/not of this version of Keyturn/);
  expect(await query(url, "select 1 from pg_tables where schemaname = 'public'")).toEqual([]);
});
