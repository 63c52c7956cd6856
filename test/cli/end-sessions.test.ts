import { join } from 'node:path';
import { expect, test } from 'vitest';
import { emptyDatabase } from '../postgres/database.ts';
import { auditOf } from '../support/audit.ts';
import { called, keyturn } from '../support/cli.ts';
import { openOrg } from '../support/keys.ts';
import { invite, PASSWORD, secondOrg, setUp, type TestPerson } from '../support/people.ts';
import { startTestServer, type TestServer, testFolder, testServer } from '../support/server.ts';

/** Acme with Ada and Bob, Globex with Ada and Cy; the server is stopped. */
async function folderWithPeople() {
  const dataDir = join(await testFolder(), 'data');
  const server = await startTestServer({ dataDir });
  const ada = await setUp(server);
  const globex = await secondOrg(server, ada);
  const people = { ada, globex, bob: await invite(server, ada), cy: await invite(server, globex) };
  await server.close();
  return { dataDir, ...people };
}

const statusOf = async ({ request }: Pick<TestServer, 'request'>, { token }: TestPerson) =>
  (await request('GET', '/v1/me', { token })).status;

test('a person is signed out everywhere, and every org of theirs has it on record', async () => {
  const { dataDir, ada, globex, bob } = await folderWithPeople();
  const { code, stdout, stderr } = await keyturn(['end-sessions', '--email', 'Ada@example.com'], {
    KEYTURN_DATA_DIR: dataDir,
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toBe(`ada@example.com in the folder ${dataDir}: 1 sessions ended.\n`);

  const again = await testServer({ dataDir });
  expect(await statusOf(again, ada)).toBe(401);
  expect(await statusOf(again, bob)).toBe(200);
  const { body } = await again.request<{ token: string }>('POST', '/v1/sessions', {
    body: { email: ada.email, password: PASSWORD },
  });
  for (const { orgId, memberId } of [ada, globex]) {
    const [, ended] = await auditOf(again, { orgId, token: body.token });
    expect(ended).toMatchObject({
      action: 'member.session_ended',
      actor: { kind: 'system' },
      target: { id: memberId },
      detail: { sessions: 1 },
    });
  }
});

test('everybody is', async () => {
  const { dataDir, ada, bob, cy } = await folderWithPeople();
  const environment = { KEYTURN_DATA_DIR: dataDir };
  const everybody = `Everybody in the folder ${dataDir}`;
  const first = await called(['end-sessions', '--all'], environment);
  expect(first.stdout).toBe(`${everybody}: 3 sessions of 3 people ended.\n`);
  const second = await called(['end-sessions', '--all'], environment);
  expect(second.stdout).toBe(`${everybody}: 0 sessions of 0 people ended.\n`);
  const again = await testServer({ dataDir });
  for (const person of [ada, bob, cy]) expect(await statusOf(again, person)).toBe(401);
});

test('while a server on PostgreSQL runs, which sees it with the next request', async () => {
  const environment = { DATABASE_URL: await emptyDatabase() };
  const { server, ada, bob } = await openOrg({ environment });
  const { code } = await keyturn(['end-sessions', '--email', bob.email], environment);
  expect(code).toBe(0);
  expect(await statusOf(server, bob)).toBe(401);
  expect(await statusOf(server, ada)).toBe(200);
});

test('somebody unknown is refused', async () => {
  const { dataDir } = await folderWithPeople();
  const { code, stdout, stderr } = await called(['end-sessions', '--email', 'eve@example.com'], {
    KEYTURN_DATA_DIR: dataDir,
  });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toBe('Nobody with the address eve@example.com has an account.\n');
});
