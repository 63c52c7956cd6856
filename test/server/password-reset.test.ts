import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { ATTEMPT_LIMITS, createAttempts } from '../../server/domain/people/attempts.ts';
import { createPasswords } from '../../server/domain/people/passwords.ts';
import { resetPassword } from '../../server/domain/people/reset-password.ts';
import { hashSecret } from '../../server/domain/secrets.ts';
import { createRandomBytes } from '../../server/random-bytes.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import type { SessionAnswer } from '../../shared/contract/people.ts';
import { auditOf } from '../support/audit.ts';
import { MINUTE } from '../support/clock.ts';
import { openStore } from '../support/json-store.ts';
import { invite, PASSWORD, secondOrg, type TestPerson } from '../support/people.ts';
import { NO_BREACHES } from '../support/pwned-passwords.ts';
import { serverWithResetCode } from '../support/reset-code.ts';
import { sessionRow, userRow } from '../support/rows.ts';
import { CHEAP, type TestServer } from '../support/server.ts';

const NEW = 'nine red kites over Leeds';
const OTHER_CODE = 'Yb7Kp2WmT4xQz9LcN6dRv3Ha';

type Asking = Pick<TestServer, 'request'>;

const reset = ({ request }: Asking, email: string, code: string, password = NEW) =>
  request<Problem | undefined>('POST', '/v1/password-reset', { body: { email, code, password } });

const signIn = ({ request }: Asking, email: string, password: string) =>
  request<SessionAnswer>('POST', '/v1/sessions', { body: { email, password } });

test('the code gives a new password, once; nobody is signed in by it', async () => {
  const { server, ada, code } = await serverWithResetCode();
  expect((await signIn(server, ada.email, PASSWORD)).status).toBe(401);
  const { status, body } = await reset(server, 'ADA@example.com', code);
  expect({ status, body }).toEqual({ status: 204, body: undefined });

  expect((await signIn(server, ada.email, PASSWORD)).status).toBe(401);
  expect((await signIn(server, ada.email, NEW)).status).toBe(201);
  const again = await reset(server, ada.email, code, 'eleven brown owls at dusk');
  expect(again).toMatchObject({ status: 403, body: { code: 'reset_code_wrong' } });
  expect((await signIn(server, ada.email, NEW)).status).toBe(201);
});

test('wrong, for somebody else, for nobody, without one, and over look alike', async () => {
  let bob: TestPerson | undefined;
  const { server, ada, code } = await serverWithResetCode({}, async (server, ada) => {
    bob = await invite(server, ada);
  });
  const bobs = (bob as TestPerson).email;
  const asked: [string, string][] = [
    [ada.email, OTHER_CODE],
    [ada.email, `${code} `],
    [bobs, code],
    ['nobody@example.com', code],
  ];
  const answers = [];
  for (const [email, wrong] of asked) answers.push(await reset(server, email, wrong));
  server.clock.advance(60 * MINUTE);
  answers.push(await reset(server, ada.email, code));
  for (const { status, body } of answers) {
    expect(status).toBe(403);
    expect({ ...body, requestId: '' }).toEqual({ ...answers[0]?.body, requestId: '' });
  }
  expect(answers[0]?.body?.code).toBe('reset_code_wrong');
  expect((await signIn(server, bobs, PASSWORD)).status).toBe(201);
});

test('it works until its hour is over', async () => {
  const { server, ada, code } = await serverWithResetCode();
  server.clock.advance(60 * MINUTE - 1);
  expect((await reset(server, ada.email, code)).status).toBe(204);
});

test.each([
  ['short', 'seven owls', 'must have at least 12 characters'],
  ['common', 'password2026!', 'must not be a common password'],
  [
    'made of names',
    'keyturn-globex-2026',
    'must be more than the names of the person, the organisation or Keyturn',
  ],
])('a password that is %s is refused, and the code stays good', async (_, password, message) => {
  const { server, ada, code } = await serverWithResetCode({}, async (server, ada) => {
    await secondOrg(server, ada);
  });
  const { status, body } = await reset(server, ada.email, code, password);
  expect(status).toBe(422);
  expect(body).toMatchObject({ errors: [{ path: 'password', message }] });
  expect((await reset(server, ada.email, code)).status).toBe(204);
});

test('of two at once one stands', async () => {
  const { server, ada, code } = await serverWithResetCode();
  const passwords = [NEW, 'eleven brown owls at dusk'];
  const answers = await Promise.all(passwords.map((one) => reset(server, ada.email, code, one)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
  const winner = passwords[answers.findIndex(({ status }) => status === 204)] as string;
  expect((await signIn(server, ada.email, winner)).status).toBe(201);
});

test('guesses stop, by account and by address, and nobody else is kept out by them', async () => {
  const attemptLimits = {
    perAccount: 3,
    perAddress: 100,
    perAccountElsewhere: 4,
    codesPerAddress: 5,
  };
  const environment = { KEYTURN_TRUST_PROXY: '127.0.0.1' };
  const { server, ada, code } = await serverWithResetCode({ attemptLimits, environment });
  const from = (ip: string, email: string, given: string) =>
    server.request('POST', '/v1/password-reset', {
      headers: { 'X-Forwarded-For': ip },
      body: { email, code: given, password: NEW },
    });
  const statuses = async (ip: string, emails: string[]) => {
    const all: number[] = [];
    for (const email of emails) all.push((await from(ip, email, OTHER_CODE)).status);
    return all;
  };
  // One account from one address, known or not.
  expect(await statuses('192.0.2.1', Array(4).fill(ada.email))).toEqual([403, 403, 403, 429]);
  expect(await statuses('192.0.2.2', Array(4).fill('a@b.co'))).toEqual([403, 403, 403, 429]);
  // All accounts from one address.
  const many = Array.from({ length: 6 }, (_, n) => `person${n}@example.com`);
  expect(await statuses('192.0.2.3', many)).toEqual([403, 403, 403, 403, 403, 429]);
  const refused = await from('192.0.2.1', ada.email, code);
  expect(refused.status).toBe(429);
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

  expect(await statuses('192.0.2.4', Array(2).fill(ada.email))).toEqual([403, 403]);
  expect((await from('192.0.2.5', ada.email, code)).status).toBe(204);
});

test('every organisation of the person has it on record: by the system, then by them', async () => {
  const orgs: TestPerson[] = [];
  const { server, ada, code } = await serverWithResetCode({}, async (server, ada) => {
    orgs.push(ada, await secondOrg(server, ada));
  });
  await reset(server, ada.email, code);
  const { token } = (await signIn(server, ada.email, NEW)).body;
  for (const { orgId, memberId } of orgs) {
    const target = { kind: 'member', id: memberId };
    const [, changed, ...before] = await auditOf(server, { orgId, token });
    expect(changed).toMatchObject({
      action: 'member.password_changed',
      actor: target,
      target,
      detail: { sessionsEnded: 0 },
      ip: '127.0.0.1',
    });
    expect(before.find(({ action }) => action === 'member.reset_code_issued')).toMatchObject({
      actor: { kind: 'system', id: null },
      target,
      detail: {},
    });
  }
});

test('the file has a hash of the code, and neither once it is used', async () => {
  const { server, ada, code } = await serverWithResetCode();
  const path = join(server.dataDir, 'keyturn.json');
  const before = JSON.parse(await readFile(path, 'utf8'));
  const { hash, expiresAt } = before.tables.users[0].resetCode;
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(expiresAt).toBe(server.clock.now() + 60 * MINUTE);
  expect(JSON.stringify(before)).not.toContain(code);
  await reset(server, ada.email, code);
  await server.close();
  const after = JSON.parse(await readFile(path, 'utf8'));
  expect(after.tables.users[0].resetCode).toBeNull();
});

test('a wrong code is an event in the log, with the id of a known person', async () => {
  const { server, ada } = await serverWithResetCode();
  await reset(server, ada.email, OTHER_CODE);
  await reset(server, 'nobody@example.com', OTHER_CODE);
  const events = server
    .log()
    .split('\n')
    .filter((line) => line.includes('"event"'))
    .map((line) => JSON.parse(line));
  const event = { event: 'authentication_failed', code: 'reset_code_wrong' };
  expect(events).toMatchObject([{ ...event, subject: ada.userId }, event]);
  expect(events[1]).not.toHaveProperty('subject');
});

test('a session that began while the code was issued ends, and a second factor stays', async () => {
  const { store } = await openStore();
  const secondFactor = {
    secret: 'GEZDGNBVGY3TQOJQ',
    createdAt: 1,
    confirmedAt: 1,
    lastStep: 0,
    recoveryHashes: [hashSecret('recovery')],
  };
  const resetCode = { hash: hashSecret(OTHER_CODE), expiresAt: 2 };
  const user = userRow({ resetCode, secondFactor });
  const other = userRow();
  await store.transact(async (tx) => {
    for (const row of [user, other]) {
      tx.put('users', row);
      tx.put('sessions', sessionRow(row));
    }
  });
  const randomBytes = createRandomBytes();
  const doors = {
    passwords: await createPasswords(CHEAP, randomBytes),
    attempts: createAttempts(ATTEMPT_LIMITS),
    breached: NO_BREACHES,
    setupCode: null,
  };
  await resetPassword(
    { store, now: () => 1, randomBytes },
    doors,
    { email: user.email, code: OTHER_CODE, password: NEW },
    { ip: '', userAgent: null, requestId: 'req_1' },
  );
  expect(await store.users.byId(user.id)).toMatchObject({ secondFactor, resetCode: null });
  expect(await store.sessions.ofUser(user.id)).toEqual([]);
  expect(await store.sessions.ofUser(other.id)).toHaveLength(1);
});
