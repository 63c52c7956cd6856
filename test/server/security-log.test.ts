/** What stands in the log: a line for each request, and one more for what may be an attack. */
import { connect } from 'node:net';
import { expect, test } from 'vitest';
import { exchange } from '../support/exchange.ts';
import { createKey } from '../support/keys.ts';
import { invite, PASSWORD, setUp } from '../support/people.ts';
import { setPolicy } from '../support/policies.ts';
import { addSecondFactor, signInWith, wrongCode } from '../support/second-factor.ts';
import { type TestServer, testServer } from '../support/server.ts';
import { until } from '../support/until.ts';

interface Line {
  level: number;
  time: number;
  msg: string;
  requestId?: string;
  event?: string;
  [field: string]: unknown;
}

const WARN = 40;

const linesOf = (server: TestServer): Line[] =>
  server
    .log()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));

const events = (server: TestServer) => linesOf(server).filter(({ event }) => event !== undefined);

test('every request has one line with its id, however it is answered', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const { secret } = await createKey(server, ada, { scopes: ['keyturn.keys:verify'] });
  const asked = [
    await server.request('GET', '/healthz'),
    await server.request('GET', '/v1/nowhere?secret=1'),
    await server.request('POST', '/v1/verify', { token: secret, body: { key: secret } }),
    await server.request('GET', `/v1/orgs/${ada.orgId}/authorize`, { token: secret }),
    await server.request('GET', '/openapi.json'),
    await server.request('DELETE', '/v1/server'),
  ];
  await until(() => linesOf(server).filter(({ msg }) => msg === 'answered').length >= 8);
  for (const { headers, status } of asked) {
    const requestId = headers.get('x-request-id') as string;
    const lines = linesOf(server).filter((line) => line.requestId === requestId);
    expect(lines).toMatchObject([{ msg: 'answered', status, method: expect.any(String) }]);
    expect(lines[0]?.path).not.toContain('?');
    expect(lines[0]?.time).toBeGreaterThan(1_700_000_000_000);
  }
});

test('a request whose client went away has its line too', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const socket = connect(Number(new URL(server.address).port), '127.0.0.1');
  socket.write(
    `POST /v1/orgs HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ada.token}\r\n` +
      'Content-Type: application/json\r\nContent-Length: 50\r\nExpect: 100-continue\r\n\r\n',
  );
  await new Promise((resolve) => socket.once('data', resolve));
  socket.destroy();
  await until(() => server.log().includes('gone before the answer'));
  const gone = linesOf(server).filter(({ msg }) => msg === 'gone before the answer');
  expect(gone).toMatchObject([{ method: 'POST', path: '/v1/orgs', requestId: expect.any(String) }]);
});

test('failed sign-ins say who, from where and by which request', async () => {
  const server = await testServer({ environment: { KEYTURN_TRUST_PROXY: '127.0.0.1' } });
  const ada = await setUp(server);
  const signIn = (email: string) =>
    server.request('POST', '/v1/sessions', {
      body: { email, password: 'not the password' },
      headers: { 'X-Forwarded-For': '203.0.113.7' },
    });
  const { headers } = await signIn(ada.email);
  await signIn('nobody@example.com');
  expect(events(server)).toMatchObject([
    {
      level: WARN,
      event: 'authentication_failed',
      code: 'credentials_wrong',
      requestId: headers.get('x-request-id'),
      method: 'POST',
      path: '/v1/sessions',
      ip: '203.0.113.7',
      subject: ada.userId,
    },
    { event: 'authentication_failed', code: 'credentials_wrong', ip: '203.0.113.7' },
  ]);
  expect(events(server)[1]).not.toHaveProperty('subject');
  expect(server.log()).not.toContain('nobody@example.com');
});

test('refused authorisations and limits are events too, and name whom they are about', async () => {
  const attemptLimits = { perAccount: 1, perAddress: 100, codesPerAddress: 100 };
  const server = await testServer({ attemptLimits });
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const { key, secret } = await createKey(server, ada);
  await server.request('PATCH', `/v1/orgs/${ada.orgId}`, { token: bob.token, body: { name: 'B' } });
  await server.request('POST', '/v1/verify', { token: secret, body: { key: secret } });
  await server.request('GET', `/v1/orgs/${ada.orgId}/authorize?scope=tasks:delete`, {
    token: secret,
  });
  await server.request('GET', '/v1/me', { token: secret });
  await server.request('GET', '/v1/me', { token: 'noise' });
  const body = { email: ada.email, password: 'not the password' };
  await server.request('POST', '/v1/sessions', { body });
  await server.request('POST', '/v1/sessions', { body });
  await server.request('POST', '/v1/orgs', {
    token: ada.token,
    body: { name: 'x'.repeat(200_000) },
  });
  expect(events(server).map(({ event, code, subject }) => [event, code, subject])).toEqual([
    ['authorization_refused', 'admin_only', bob.memberId],
    ['authorization_refused', 'scope_missing', key.id],
    ['authorization_refused', 'scope_missing', key.id],
    ['authorization_refused', 'session_required', undefined],
    ['authentication_failed', 'credentials_invalid', undefined],
    ['authentication_failed', 'credentials_wrong', ada.userId],
    ['limit_reached', 'rate_limited', undefined],
    ['limit_reached', 'body_too_large', undefined],
  ]);
  for (const { requestId, ip } of events(server)) {
    expect(requestId).toMatch(/^req_/);
    expect(ip).toBe('127.0.0.1');
  }
});

test('a wrong code and a second factor that is missing are events too', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  const bob = await invite(server, ada);
  const { secret } = await addSecondFactor(server, ada);
  await setPolicy(server, ada, { requireSecondFactor: true });
  await signInWith(server, ada);
  await signInWith(server, ada, wrongCode(secret, server.clock.now()));
  await server.request('GET', `/v1/orgs/${bob.orgId}`, { token: bob.token });
  expect(events(server).map(({ event, code, subject }) => [event, code, subject])).toEqual([
    ['authentication_failed', 'second_factor_wrong', ada.userId],
    ['authorization_refused', 'second_factor_missing', bob.memberId],
  ]);
});

test('what goes well, or is only mistyped, is no event', async () => {
  const server = await testServer();
  const ada = await setUp(server);
  await server.request('POST', '/v1/sessions', { body: { email: ada.email, password: PASSWORD } });
  await server.request('POST', '/v1/orgs', { token: ada.token, body: { name: '' } });
  await server.request('GET', '/v1/me');
  await server.request('GET', '/v1/nowhere');
  expect(events(server)).toEqual([]);
});

test('nothing that is sent makes a line of its own, or changes one', async () => {
  const server = await testServer();
  const before = linesOf(server).length;
  const path = '/v1/"},{"msg":"forged"}\\n%0A%1B[31m';
  const { status } = await exchange(
    server.address,
    `GET ${path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "}{"msg":"forged"\r\n` +
      'User-Agent: x","msg":"forged\r\nX-Forwarded-For: "}\t{"msg":"forged\r\nConnection: close\r\n\r\n',
  );
  expect(status).toBe(404);
  await until(() => linesOf(server).length > before);
  const lines = linesOf(server).slice(before);
  expect(lines).toHaveLength(1);
  expect(lines[0]).toMatchObject({ msg: 'answered', path });
});
