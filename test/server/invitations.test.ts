import { expect, test } from 'vitest';
import type { SessionAnswer } from '../../shared/contract/people.ts';
import { DAY } from '../support/clock.ts';
import { invite, inviteOnly, PASSWORD, secondOrg, setUp } from '../support/people.ts';
import { type TestServer, testServer } from '../support/server.ts';

const EMAIL = 'grace@example.com';

const accept = ({ request }: TestServer, code: string, password = PASSWORD) =>
  request<SessionAnswer>('POST', '/v1/invitations/accept', { body: { code, password } });

test('a new person chooses a password, is signed in and has joined', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { member, code } = await inviteOnly(server, ada, { email: EMAIL, role: 'read-only' });
  expect(member).toMatchObject({ kind: 'person', email: EMAIL, joined: false, active: true });
  const { status, body } = await accept(server, code);
  expect(status).toBe(201);
  expect(body).toMatchObject({
    user: { email: EMAIL },
    memberships: [{ memberId: member.id, org: { id: ada.orgId }, role: { name: 'read-only' } }],
  });
  const list = await server.request<{ items: unknown[] }>('GET', `/v1/orgs/${ada.orgId}/members`, {
    token: body.token,
  });
  expect(list.body.items).toMatchObject([{ id: member.id, joined: true }]);
  const session = await server.request('POST', '/v1/sessions', {
    body: { email: EMAIL, password: PASSWORD },
  });
  expect(session.status).toBe(201);
});

test('a code works once, also when it is sent several times at once', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { code } = await inviteOnly(server, ada, { email: EMAIL });
  const answers = await Promise.all([1, 2, 3].map(() => accept(server, code)));
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
  expect((await accept(server, code)).body).toMatchObject({
    status: 404,
    code: 'invitation_invalid',
  });
});

test('a code ends after seven days', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { code } = await inviteOnly(server, ada, { email: EMAIL });
  server.clock.advance(7 * DAY);
  expect((await accept(server, code)).body).toMatchObject({ code: 'invitation_invalid' });
});

test('inviting anew ends the earlier code and keeps the member', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const first = await inviteOnly(server, ada, { email: EMAIL, role: 'member' });
  const second = await inviteOnly(server, ada, { email: EMAIL, role: 'read-only' });
  expect(second.member).toMatchObject({ id: first.member.id, role: { name: 'read-only' } });
  expect((await accept(server, first.code)).body).toMatchObject({ code: 'invitation_invalid' });
  expect((await accept(server, second.code)).status).toBe(201);
});

test('a member who was deactivated before joining cannot join', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { member, code } = await inviteOnly(server, ada, { email: EMAIL });
  await server.request('PATCH', `/v1/orgs/${ada.orgId}/members/${member.id}`, {
    token: ada.token,
    body: { active: false },
  });
  expect((await accept(server, code)).body).toMatchObject({ code: 'invitation_invalid' });
});

test('someone whom the server knows joins with the password they have', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const globex = await secondOrg(server, ada);
  const { code } = await inviteOnly(server, globex, { email: bob.email });
  expect((await accept(server, code, 'another password')).body).toMatchObject({
    status: 401,
    code: 'credentials_wrong',
  });
  const { status, body } = await accept(server, code);
  expect(status).toBe(201);
  expect(body.user.id).toBe(bob.userId);
  expect(body.memberships.map(({ org }) => org.id).toSorted()).toEqual(
    [ada.orgId, globex.orgId].toSorted(),
  );
});

test('guesses at a known password through an invitation count as sign-ins do', async () => {
  const attemptLimits = { perAccount: 2, perAddress: 100, codesPerAddress: 100 };
  const server = await testServer({ attemptLimits });
  const ada = await setUp(server);
  const { email } = await invite(server, ada);
  const { code } = await inviteOnly(server, await secondOrg(server, ada), { email });
  for (const status of [401, 401, 429]) {
    expect((await accept(server, code, 'another password')).status).toBe(status);
  }
  const signIn = await server.request('POST', '/v1/sessions', {
    body: { email, password: PASSWORD },
  });
  expect(signIn.status).toBe(429);
});

test('guesses at codes are limited', async () => {
  const attemptLimits = { perAccount: 100, perAddress: 100, codesPerAddress: 2 };
  const server = await testServer({ attemptLimits });
  for (const status of [404, 404, 429]) {
    expect((await accept(server, 'no such code')).status).toBe(status);
  }
});

test.each([
  ['a short password', { code: 'x', password: 'short' }],
  ['no code', { password: PASSWORD }],
  ['an empty code', { code: '', password: PASSWORD }],
  ['a name', { code: 'x', password: PASSWORD, name: 'Grace' }],
])('%s is invalid input', async (_what, body) => {
  const server = await testServer();
  const answer = await server.request('POST', '/v1/invitations/accept', { body });
  expect(answer.body).toMatchObject({ status: 422, code: 'invalid_input' });
});
