import { expect, test } from 'vitest';
import type { SessionAnswer } from '../../shared/contract/people.ts';
import { DAY, MINUTE } from '../support/clock.ts';
import { invite, PASSWORD, setUp } from '../support/people.ts';
import { type TestServer, testServer } from '../support/server.ts';

type Sessions = { items: { id: string; current: boolean }[]; nextCursor: string | null };

const signIn = ({ request }: TestServer, email: string, password = PASSWORD) =>
  request<SessionAnswer>('POST', '/v1/sessions', { body: { email, password } });

const works = async ({ request }: TestServer, token: string) =>
  (await request('GET', '/v1/me', { token })).status === 200;

test('signing in answers a token and where the person is a member', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { status, body } = await signIn(server, ' ADA@example.com ');
  expect(status).toBe(201);
  expect(body.user).toMatchObject({ id: ada.userId, email: 'ada@example.com' });
  expect(body.memberships).toMatchObject([{ memberId: ada.memberId, org: { id: ada.orgId } }]);
  expect(await works(server, body.token)).toBe(true);
});

test('a wrong password and an unknown address are answered alike', async () => {
  const server = await testServer();
  await setUp(server);
  const answers = [
    await signIn(server, 'ada@example.com', 'not the password'),
    await signIn(server, 'nobody@example.com'),
  ];
  for (const { status, body, headers } of answers) {
    expect(status).toBe(401);
    expect(body).toMatchObject({ code: 'credentials_wrong' });
    expect(headers.get('www-authenticate')).toContain('Bearer');
  }
  const [first, second] = answers.map(({ body }) => ({ ...body, requestId: '' }));
  expect(first).toEqual(second);
});

test('a password typed with composed or with combining characters is the same', async () => {
  const server = await testServer();
  const password = 'Bücher über Bäume';
  await server.request('POST', '/v1/setup', {
    body: {
      setupCode: server.setupCode,
      organization: { name: 'Acme' },
      admin: { name: 'Ada', email: 'ada@example.com', password: password.normalize('NFC') },
    },
  });
  expect((await signIn(server, 'ada@example.com', password.normalize('NFD'))).status).toBe(201);
});

test('after repeated failures an account has to wait, another one from there does not', async () => {
  const attemptLimits = { perAccount: 3, perAddress: 100, codesPerAddress: 100 };
  const server = await testServer({ attemptLimits });
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  for (const status of [401, 401, 401, 429]) {
    expect((await signIn(server, ada.email, 'not the password')).status).toBe(status);
  }
  const right = await signIn(server, ada.email);
  expect(right.status).toBe(429);
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
  expect((await signIn(server, bob.email)).status).toBe(201);
});

test('an unknown account has to wait just like a known one', async () => {
  const attemptLimits = { perAccount: 2, perAddress: 100, codesPerAddress: 100 };
  const server = await testServer({ attemptLimits });
  for (const status of [401, 401, 429]) {
    expect((await signIn(server, 'nobody@example.com')).status).toBe(status);
  }
});

test('a success makes the account start over', async () => {
  const attemptLimits = { perAccount: 3, perAddress: 100, codesPerAddress: 100 };
  const server = await testServer({ attemptLimits });
  const { email } = await setUp(server);
  for (let round = 0; round < 3; round++) {
    expect((await signIn(server, email, 'not the password')).status).toBe(401);
    expect((await signIn(server, email, 'not the password')).status).toBe(401);
    expect((await signIn(server, email)).status).toBe(201);
  }
});

test('one address cannot try one password on many accounts', async () => {
  const attemptLimits = { perAccount: 100, perAddress: 3, codesPerAddress: 100 };
  const server = await testServer({ attemptLimits });
  const statuses: number[] = [];
  for (const name of ['a', 'b', 'c', 'd']) {
    statuses.push((await signIn(server, `${name}@example.com`)).status);
  }
  expect(statuses).toEqual([401, 401, 401, 429]);
});

test('guesses sent all at once get no further than one after another', async () => {
  const attemptLimits = { perAccount: 3, perAddress: 100, codesPerAddress: 100 };
  const server = await testServer({ attemptLimits });
  const { email } = await setUp(server);
  const guesses = Array.from({ length: 10 }, (_, n) => signIn(server, email, `guess number ${n}`));
  const statuses = (await Promise.all(guesses)).map(({ status }) => status);
  expect(statuses.filter((status) => status === 401)).toHaveLength(3);
  expect(statuses.filter((status) => status === 429)).toHaveLength(7);
});

test('sessions are listed newest first, page by page, with the current one marked', async () => {
  const server = await testServer();
  const { token, email } = await setUp(server);
  for (let n = 0; n < 4; n++) {
    server.clock.advance(MINUTE);
    await signIn(server, email);
  }
  const seen: Sessions['items'] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const query: string = cursor && `&cursor=${cursor}`;
    const { body } = await server.request<Sessions>('GET', `/v1/sessions?limit=2${query}`, {
      token,
    });
    expect(body.items.length).toBeLessThanOrEqual(2);
    seen.push(...body.items);
    cursor = body.nextCursor;
  }
  expect(new Set(seen.map(({ id }) => id)).size).toBe(5);
  expect(seen.map(({ current }) => current)).toEqual([false, false, false, false, true]);
});

test('signing out here ends this session only', async () => {
  const server = await testServer();
  const { token, email } = await setUp(server);
  const { body } = await signIn(server, email);
  expect((await server.request('DELETE', '/v1/sessions/current', { token })).status).toBe(204);
  expect(await works(server, token)).toBe(false);
  expect(await works(server, body.token)).toBe(true);
});

test('signing out elsewhere ends that session at once', async () => {
  const server = await testServer();
  const { token, email } = await setUp(server);
  const other = await signIn(server, email);
  const list = await server.request<Sessions>('GET', '/v1/sessions', { token });
  const id = list.body.items.find(({ current }) => !current)?.id;
  expect((await server.request('DELETE', `/v1/sessions/${id}`, { token })).status).toBe(204);
  expect(await works(server, other.body.token)).toBe(false);
  const again = await server.request('DELETE', `/v1/sessions/${id}`, { token });
  expect(again.body).toMatchObject({ code: 'not_found' });
});

test('the hundred and first session of a person ends the oldest', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const tokens = [ada.token];
  for (let n = 0; n < 100; n++) {
    server.clock.advance(1);
    tokens.push((await signIn(server, ada.email)).body.token);
  }
  expect(await works(server, tokens[0] as string)).toBe(false);
  for (const token of [tokens[1], tokens[100], bob.token]) {
    expect(await works(server, token as string)).toBe(true);
  }
});

test("another person's session is not there", async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const list = await server.request<Sessions>('GET', '/v1/sessions', { token: bob.token });
  const id = list.body.items[0]?.id;
  const answer = await server.request('DELETE', `/v1/sessions/${id}`, { token: ada.token });
  expect(answer.body).toMatchObject({ status: 404, code: 'not_found' });
  expect(await works(server, bob.token)).toBe(true);
});

test('a session ends after 30 days, and the next sign-in sweeps it away', async () => {
  const server = await testServer();
  const { token, email } = await setUp(server);
  server.clock.advance(30 * DAY - 1);
  expect(await works(server, token)).toBe(true);
  server.clock.advance(1);
  expect(await works(server, token)).toBe(false);
  const { body } = await signIn(server, email);
  const list = await server.request<Sessions>('GET', '/v1/sessions', { token: body.token });
  expect(list.body.items).toMatchObject([{ current: true }]);
  // Were it only hidden, the clock turned back would show it.
  server.clock.advance(-1);
  expect(await works(server, token)).toBe(false);
});

test.each([
  ['nothing', undefined, 'credentials_missing'],
  ['no token', 'Bearer', 'credentials_missing'],
  ['another scheme', 'Basic YWRhOmFkYQ==', 'credentials_missing'],
  ['noise', 'Bearer noise', 'credentials_invalid'],
  ['a token of nobody', 'Bearer kts_0000000000000000000000000000000iMPtB', 'credentials_invalid'],
  ['two tokens', 'Bearer a b', 'credentials_missing'],
])('%s as a credential is refused', async (_what, authorization, code) => {
  const server = await testServer();
  const { body, headers } = await server.request('GET', '/v1/me', {
    headers: authorization ? { Authorization: authorization } : {},
  });
  expect(body).toMatchObject({ status: 401, code });
  expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="Keyturn"/);
});
