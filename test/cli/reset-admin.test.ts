import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { AuditEntry } from '../../shared/contract/audit.ts';
import { emptyDatabase, query } from '../postgres/database.ts';
import { keyturn } from '../support/cli.ts';
import { MINUTE } from '../support/clock.ts';
import { openOrg } from '../support/keys.ts';
import { invite, PASSWORD, setUp, type TestPerson } from '../support/people.ts';
import { addSecondFactor, signInWith } from '../support/second-factor.ts';
import { startTestServer, type TestServer, testFolder, testServer } from '../support/server.ts';

async function folderWithPeople() {
  const dataDir = join(await testFolder(), 'data');
  const server = await startTestServer({ dataDir });
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  return { dataDir, server, ada, bob };
}

const reset = (email: string, environment: Record<string, string>, ...more: string[]) =>
  keyturn(['reset-admin', '--email', email, ...more], environment);

const NEW = 'nine red kites over Leeds';

const codeIn = (stdout: string) => /^Reset code: ([0-9A-Za-z]{24})$/m.exec(stdout)?.[1] ?? '';

function signIn({ request }: Pick<TestServer, 'request'>, email: string, password: string) {
  return request<{ token: string }>('POST', '/v1/sessions', { body: { email, password } });
}

/** Chooses a new password with what was printed, and signs in with it. */
async function comeBack(
  server: Pick<TestServer, 'request'>,
  email: string,
  stdout: string,
): Promise<string> {
  const body = { email, code: codeIn(stdout), password: NEW };
  expect((await server.request('POST', '/v1/password-reset', { body })).status).toBe(204);
  const answer = await signIn(server, email, NEW);
  expect(answer.status).toBe(201);
  return answer.body.token;
}

async function bySystem(
  { request }: Pick<TestServer, 'request'>,
  { orgId }: TestPerson,
  token: string,
) {
  const { body } = await request<{ items: AuditEntry[] }>('GET', `/v1/orgs/${orgId}/audit`, {
    token,
  });
  return body.items.filter(({ actor }) => actor.kind === 'system');
}

test('an admin gets a reset code, the password is void, and every session ends', async () => {
  const { dataDir, server, ada, bob } = await folderWithPeople();
  await server.close();
  const { code, stdout, stderr } = await reset('Ada@example.com', { KEYTURN_DATA_DIR: dataDir });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toContain('1 sessions ended.\n  Acme: admin\n');

  const until = /^It works once, until (.+)\.$/m.exec(stdout)?.[1] ?? '';
  expect(Date.parse(until) - Date.now()).toBeLessThanOrEqual(60 * MINUTE);

  const again = await testServer({ dataDir });
  expect((await again.request('GET', '/v1/me', { token: ada.token })).status).toBe(401);
  expect((await again.request('GET', '/v1/me', { token: bob.token })).status).toBe(200);
  expect((await signIn(again, ada.email, PASSWORD)).status).toBe(401);
  const token = await comeBack(again, ada.email, stdout);
  const recorded = await bySystem(again, ada, token);
  expect(recorded.map(({ action }) => action).sort()).toEqual([
    'member.reset_code_issued',
    'member.session_ended',
  ]);
  expect(recorded.every(({ target }) => target.id === ada.memberId)).toBe(true);
});

test('a second code ends the first one', async () => {
  const { dataDir, server, bob } = await folderWithPeople();
  await server.close();
  const first = await reset(bob.email, { KEYTURN_DATA_DIR: dataDir });
  const second = await reset(bob.email, { KEYTURN_DATA_DIR: dataDir });
  const again = await testServer({ dataDir });
  const body = { email: bob.email, code: codeIn(first.stdout), password: NEW };
  expect((await again.request('POST', '/v1/password-reset', { body })).status).toBe(403);
  await comeBack(again, bob.email, second.stdout);
});

const STILL = 'Signing in asks for their second factor still (--without-second-factor).\n';

test('a second factor stays on, and a recovery code of it still works', async () => {
  const { dataDir, server, ada } = await folderWithPeople();
  const { recoveryCodes } = await addSecondFactor(server, ada);
  await server.close();
  const { stdout } = await reset(ada.email, { KEYTURN_DATA_DIR: dataDir });
  expect(stdout).toContain(STILL);
  const again = await testServer({ dataDir });
  const body = { email: ada.email, code: codeIn(stdout), password: NEW };
  expect((await again.request('POST', '/v1/password-reset', { body })).status).toBe(204);
  const alone = await signInWith(again, ada, undefined, NEW);
  expect(alone.body).toMatchObject({ status: 401, code: 'second_factor_required' });
  const { status, body: signedIn } = await signInWith(again, ada, recoveryCodes[0], NEW);
  expect(status).toBe(201);
  const recorded = await bySystem(again, ada, signedIn.token);
  expect(recorded.map(({ action }) => action)).not.toContain('member.second_factor_removed');
});

test('it is turned off where whoever runs the server says so, and on record', async () => {
  const { dataDir, server, ada } = await folderWithPeople();
  await addSecondFactor(server, ada);
  await server.close();
  const environment = { KEYTURN_DATA_DIR: dataDir };
  const { stdout } = await reset(ada.email, environment, '--without-second-factor');
  expect(stdout).toContain('Their second factor is off.\n');
  const again = await testServer({ dataDir });
  const recorded = await bySystem(again, ada, await comeBack(again, ada.email, stdout));
  const removed = recorded.filter(({ action }) => action === 'member.second_factor_removed');
  expect(removed.map(({ target }) => target.id)).toEqual([ada.memberId]);
});

test('whoever is no admin stays none where there is one', async () => {
  const { dataDir, server, bob } = await folderWithPeople();
  await server.close();
  const { stdout } = await reset(bob.email, { KEYTURN_DATA_DIR: dataDir });
  expect(stdout).toContain('  Acme: member\n');
});

test('where no admin can sign in, the person becomes an active one, on PostgreSQL too', async () => {
  const url = await emptyDatabase();
  const { server, ada, bob } = await openOrg({ environment: { DATABASE_URL: url } });
  const asAda = { token: ada.token };
  const members = `/v1/orgs/${ada.orgId}/members`;
  await server.request('PATCH', `${members}/${bob.memberId}`, {
    ...asAda,
    body: { active: false },
  });
  // The API refuses this; by hand it can be done.
  await query(url, 'update members set active = false where id = $1', [ada.memberId]);

  const { code, stdout } = await reset(bob.email, { DATABASE_URL: url });
  expect(code).toBe(0);
  expect(stdout).toContain('  Acme: now an active admin: there was none\n');
  const recorded = await bySystem(server, bob, await comeBack(server, bob.email, stdout));
  expect(recorded.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['member.updated', 'member.reactivated', 'member.reset_code_issued']),
  );
  const { detail } = recorded.find(({ action }) => action === 'member.updated') as AuditEntry;
  expect(detail).toEqual({ role: { from: 'member', to: 'admin' } });
});

test('somebody unknown is refused, and nothing is changed', async () => {
  const { dataDir, server } = await folderWithPeople();
  await server.close();
  const { code, stdout, stderr } = await reset('eve@example.com', { KEYTURN_DATA_DIR: dataDir });
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^Nobody with the address eve@example\.com has an account\./);
});

test('a folder that a server uses is refused', async () => {
  const { dataDir, server, ada } = await folderWithPeople();
  const { code, stderr } = await reset(ada.email, { KEYTURN_DATA_DIR: dataDir });
  expect({ code, stderr }).toEqual({ code: 1, stderr: expect.stringContaining('Stop it') });
  expect((await server.request('GET', '/v1/me', { token: ada.token })).status).toBe(200);
  await server.close();
});
