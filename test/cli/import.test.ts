import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AuditEntry } from '../../shared/contract/audit.ts';
import type { Key } from '../../shared/contract/keys.ts';
import { emptyDatabase } from '../postgres/database.ts';
import { verifier } from '../support/check.ts';
import { called, keyturn } from '../support/cli.ts';
import { createKey, openOrg } from '../support/keys.ts';
import { secondOrg } from '../support/people.ts';
import { testFolder, testServer } from '../support/server.ts';

const SECRET = 'acme_live_4f9c1f1b7d2e4a8f9b6c3d5e7f8a9b0c';
const HEADER = 'name,owner,scopes,expiresAt,sha256,prefix';
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

async function stoppedOrg() {
  const dataDir = join(await testFolder(), 'data');
  const { server, ada, bob } = await openOrg({ dataDir });
  const { secret } = await createKey(server, bob);
  await server.close();
  return { environment: { KEYTURN_DATA_DIR: dataDir }, dataDir, ada, bob, secret };
}

async function fileOf(content: string, name = 'keys.csv'): Promise<string> {
  const file = join(await testFolder(), name);
  await writeFile(file, content);
  return file;
}

test('keys of another system work with the secrets that their clients have', async () => {
  const { environment, dataDir, ada, bob, secret } = await stoppedOrg();
  const file = await fileOf(
    `${HEADER}\n"Nightly, report",${bob.email.toUpperCase()},tasks:read tasks:create,,${sha256(SECRET)},acme_live_\n` +
      `Until later,${ada.memberId},*,2099-01-31,${sha256('other').toUpperCase()},\n`,
  );
  expect(await keyturn(['import', file], environment)).toEqual({
    code: 0,
    stdout: 'Imported 2 keys into Acme.\n',
    stderr: '',
  });

  const server = await testServer({ dataDir });
  const verify = await verifier(server, ada);
  expect(await verify(SECRET, ['tasks:read'])).toMatchObject({
    valid: true,
    name: 'Nightly, report',
    ownerId: bob.memberId,
  });
  expect(await verify('other')).toMatchObject({
    valid: true,
    expiresAt: '2099-01-31T00:00:00.000Z',
  });
  expect(await verify(`${SECRET}0`)).toMatchObject({ valid: false, code: 'not_found' });
  expect(await verify(SECRET, ['tasks:delete'])).toMatchObject({ code: 'insufficient_scope' });
  // Ours keep their strict format.
  expect(await verify(secret)).toMatchObject({ valid: true });
  expect(await verify(`${secret.slice(0, -1)}?`)).toMatchObject({ code: 'malformed' });

  const { body } = await server.request<{ items: AuditEntry[] }>(
    'GET',
    `/v1/orgs/${ada.orgId}/audit?action=key.imported`,
    { token: ada.token },
  );
  expect(body.items).toHaveLength(2);
  expect(body.items[1]).toMatchObject({
    actor: { kind: 'system' },
    detail: { ownerId: bob.memberId },
  });

  const keys = await server.request<{ items: Key[] }>(
    'GET',
    `/v1/orgs/${ada.orgId}/keys?owner=all`,
    {
      token: ada.token,
    },
  );
  const prefixes = keys.body.items.map(({ prefix }) => prefix);
  expect(prefixes).toEqual(expect.arrayContaining(['acme_live_', 'imported']));

  // Whoever holds it may give it up.
  const given = await server.request('POST', '/v1/keys/revoke-self', { token: SECRET });
  expect(given.status).toBe(200);
  expect(await verify(SECRET)).toMatchObject({ code: 'revoked' });
});

test('without imported keys, a string of another format is malformed', async () => {
  const { dataDir, ada } = await stoppedOrg();
  const verify = await verifier(await testServer({ dataDir }), ada);
  expect(await verify(SECRET)).toMatchObject({ code: 'malformed' });
});

test('JSON will do as well; a dry run changes nothing; nothing comes in twice', async () => {
  const { environment, bob } = await stoppedOrg();
  const entry = {
    name: 'Nightly',
    owner: bob.email,
    scopes: ['tasks:read'],
    sha256: sha256(SECRET),
  };
  const file = await fileOf(JSON.stringify([entry]), 'keys.json');
  for (let run = 0; run < 2; run++) {
    expect(await called(['import', '--dry-run', file], environment)).toEqual({
      code: 0,
      stdout: 'All 1 keys can be imported into Acme. Nothing was changed.\n',
      stderr: '',
    });
  }
  expect((await called(['import', file], environment)).code).toBe(0);
  expect(await called(['import', file], environment)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'item 1: a key with this sha256 is there already\n',
  });
});

test('all or none: every line that is wrong is named, and none of its content', async () => {
  const { environment, ada, bob } = await stoppedOrg();
  const good = sha256('good');
  const file = await fileOf(
    [
      HEADER,
      `Good,${bob.email},tasks:read,,${good},`,
      `Twin,${bob.email},tasks:read,,${good},`,
      `Nobody's,eve@example.com,tasks:read,,${sha256('a')},`,
      `Expired,${bob.email},tasks:read,2020-01-01,${sha256('b')},`,
      `Beyond,${bob.email},keyturn.keys:verify,,${sha256('c')},`,
      `Unknown,${ada.email},planets:move,,${sha256('d')},`,
      '',
    ].join('\n'),
  );
  const { code, stdout, stderr } = await called(['import', file], environment);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr.trimEnd().split('\n')).toEqual([
    'line 3: the same sha256 as line 2',
    'line 4: the owner is no active member of Acme',
    'line 5: it has expired already',
    'line 6: an imported key cannot have scopes of keyturn.*',
    'line 7: Acme has no permission planets:move.',
  ]);
  const only = await fileOf(`${HEADER}\nGood,${bob.email},tasks:read,,${good},\n`);
  expect((await called(['import', '--dry-run', only], environment)).code).toBe(0);
});

/** What is refused by itself needs no data. */
const environment = { KEYTURN_DATA_DIR: '/nowhere' };

test.each([
  [
    'no names of columns',
    `Key,ada@example.com,tasks:read,,${sha256(SECRET)},\n`,
    /^The first line must name the columns: name,/,
  ],
  [
    'a column of its own',
    `${HEADER},note\nKey,a@b.c,tasks:read,,${sha256(SECRET)},,x\n`,
    /^The first line must name/,
  ],
  [
    'a secret in place of its hash',
    `${HEADER}\nKey,a@b.c,tasks:read,,${SECRET},\n`,
    /^line 2: sha256 must be 64 hexadecimal digits/,
  ],
  [
    'a secret in place of the scopes',
    `${HEADER}\nKey,a@b.c,${SECRET},,${sha256('a')},\n`,
    /^line 2: scopes must be a scope/,
  ],
  ['no name', `${HEADER}\n,a@b.c,tasks:read,,${sha256('a')},\n`, /^line 2: name must not be empty/],
  [
    'an odd time',
    `${HEADER}\nKey,a@b.c,tasks:read,${SECRET},${sha256('a')},\n`,
    /^line 2: expiresAt must be a date/,
  ],
  [
    'our prefix',
    `${HEADER}\nKey,a@b.c,tasks:read,,${sha256('a')},kt_aB3d\n`,
    /^line 2: prefix must not be that of a Keyturn key/,
  ],
  ['too few fields', `${HEADER}\nKey,a@b.c,${SECRET}\n`, /^line 2: it is not as CSV should be/],
  [
    'a stray quote',
    `${HEADER}\nKey,a@b.c,tasks"${SECRET}",,x,\n`,
    /^line 2: it is not as CSV should be/,
  ],
])('a file with %s is refused without repeating it', async (_, content, message) => {
  const { code, stdout, stderr } = await called(['import', await fileOf(content)], environment);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('acme_live');
  expect(stderr).not.toContain(sha256(SECRET));
});

test.each([
  ['{', /not valid JSON/],
  ['{}', /must be a JSON array/],
  ['[{"name":"Key","secret":"acme_live_x"}]', /^item 1: owner .*only name, owner, scopes/],
  ['["acme_live_x"]', /^item 1: it /],
])('JSON that is %s is refused', async (content, message) => {
  const { code, stderr } = await called(
    ['import', await fileOf(content, 'keys.json')],
    environment,
  );
  expect(code).toBe(1);
  expect(stderr).toMatch(message);
  expect(stderr).not.toContain('acme_live');
});

test('on PostgreSQL servers go on and learn of it; with several orgs one is named', async () => {
  const url = await emptyDatabase();
  const { server, ada } = await openOrg({ environment: { DATABASE_URL: url } });
  const verify = await verifier(server, ada);
  const globex = await secondOrg(server, ada);
  expect(await verify(SECRET)).toMatchObject({ code: 'malformed' });
  const file = await fileOf(`${HEADER}\nKey,${ada.email},tasks:read,,${sha256(SECRET)},\n`);

  const unnamed = await keyturn(['import', file], { DATABASE_URL: url });
  expect(unnamed.code).toBe(1);
  for (const { orgId } of [ada, globex]) expect(unnamed.stderr).toContain(orgId);
  const into = (org: string) => keyturn(['import', file, '--org', org], { DATABASE_URL: url });
  expect(await into('org_nowhere')).toMatchObject({ code: 1 });
  expect(await into(ada.orgId)).toMatchObject({ code: 0 });
  await expect
    .poll(async () => (await verify(SECRET)).code, { timeout: 20_000, interval: 100 })
    .toBe('valid');
});
