import { expect, test } from 'vitest';
import type { SessionAnswer } from '../../shared/contract/people.ts';
import { invite, PASSWORD, secondOrg, setUp } from '../support/people.ts';
import { type TestServer, testServer } from '../support/server.ts';

const NEW = 'nine red kites over Leeds';

const signIn = ({ request }: TestServer, email: string, password: string) =>
  request<SessionAnswer>('POST', '/v1/sessions', { body: { email, password } });

const change = (
  { request }: TestServer,
  token: string,
  currentPassword: string,
  newPassword: string,
) =>
  request<{ code: string; errors: unknown } | undefined>('PUT', '/v1/me/password', {
    token,
    body: { currentPassword, newPassword },
  });

const works = async ({ request }: TestServer, token: string) =>
  (await request('GET', '/v1/me', { token })).status === 200;

test('the new password signs in, the old one no longer', async () => {
  const server = await testServer();
  const { token, email } = await setUp(server);
  expect((await change(server, token, PASSWORD, NEW)).status).toBe(204);
  expect((await signIn(server, email, NEW)).status).toBe(201);
  expect((await signIn(server, email, PASSWORD)).status).toBe(401);
});

test('every other session ends, the calling one stays, and nobody else notices', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const others = [
    await signIn(server, ada.email, PASSWORD),
    await signIn(server, ada.email, PASSWORD),
  ];
  const [first, ...rest] = [ada.token, ...others.map(({ body }) => body.token)];
  await change(server, rest[1] as string, PASSWORD, NEW);
  expect(await works(server, rest[1] as string)).toBe(true);
  expect(await works(server, first as string)).toBe(false);
  expect(await works(server, rest[0] as string)).toBe(false);
  expect(await works(server, bob.token)).toBe(true);
});

test('without the present password nothing changes', async () => {
  const server = await testServer();
  const { token, email } = await setUp(server);
  const other = (await signIn(server, email, PASSWORD)).body.token;
  const { status, body } = await change(server, token, 'not the password', NEW);
  expect(status).toBe(403);
  expect(body).toMatchObject({ code: 'password_wrong' });
  expect(await works(server, other)).toBe(true);
  expect((await signIn(server, email, PASSWORD)).status).toBe(201);
});

test('guesses at the present password count as guesses at signing in, and stop alike', async () => {
  const attemptLimits = { perAccount: 3, perAddress: 100, codesPerAddress: 100 };
  const server = await testServer({ attemptLimits });
  const { token, email } = await setUp(server);
  for (const status of [403, 403, 403, 429]) {
    expect((await change(server, token, 'not the password', NEW)).status).toBe(status);
  }
  expect((await change(server, token, PASSWORD, NEW)).status).toBe(429);
  const { status, headers } = await signIn(server, email, PASSWORD);
  expect(status).toBe(429);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
});

test('of two changes at once one stands', async () => {
  const server = await testServer();
  const { token, email } = await setUp(server);
  const passwords = [NEW, 'eleven brown owls at dusk'];
  const answers = await Promise.all(passwords.map((one) => change(server, token, PASSWORD, one)));
  expect(answers.map(({ status }) => status).sort()).toEqual([204, 403]);
  const winner = passwords[answers.findIndex(({ status }) => status === 204)] as string;
  expect((await signIn(server, email, winner)).status).toBe(201);
});

test('every organisation of the person has it on record, with neither password', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const globex = await secondOrg(server, ada);
  await signIn(server, ada.email, PASSWORD);
  await change(server, ada.token, PASSWORD, NEW);
  for (const { orgId, memberId } of [ada, globex]) {
    const { body } = await server.request<{ items: object[] }>(
      'GET',
      `/v1/orgs/${orgId}/audit?action=member.password_changed`,
      { token: ada.token },
    );
    expect(body.items).toMatchObject([
      {
        actor: { kind: 'member', id: memberId },
        target: { kind: 'member', id: memberId },
        detail: { sessionsEnded: 1 },
      },
    ]);
    expect(JSON.stringify(body)).not.toContain(NEW);
  }
});

test.each([
  ['short', 'seven owls', 'must have at least 12 characters'],
  ['common', 'password2026!', 'must not be a common password'],
  [
    'made of names',
    'keyturn-acme-2026',
    'must be more than the names of the person, the organisation or Keyturn',
  ],
])('a new password that is %s is refused', async (_what, password, message) => {
  const server = await testServer();
  const { token, email } = await setUp(server);
  const { status, body } = await change(server, token, PASSWORD, password);
  expect(status).toBe(422);
  expect(body).toMatchObject({ errors: [{ path: 'newPassword', message }] });
  expect((await signIn(server, email, PASSWORD)).status).toBe(201);
});

test('a password of 64 characters and more, of any script, is taken whole', async () => {
  const server = await testServer();
  const { token, email } = await setUp(server);
  const long = `${'Ω猫 '.repeat(21)}end`;
  expect((await change(server, token, PASSWORD, long)).status).toBe(204);
  expect((await signIn(server, email, long)).status).toBe(201);
  expect((await signIn(server, email, long.slice(0, -1))).status).toBe(401);
});
