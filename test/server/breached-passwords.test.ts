/** Passwords that are known from data breaches, as a server that speaks the protocol knows them. */
import { once } from 'node:events';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { generate } from 'selfsigned';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createBreachedPasswords } from '../../server/breached-passwords.ts';
import type { Problem } from '../../shared/contract/errors.ts';
import { freePort } from '../support/free-port.ts';
import { inviteOnly, PASSWORD, setUp } from '../support/people.ts';
import { answering, pwnedPasswords, sha1 } from '../support/pwned-passwords.ts';
import { serverWithResetCode } from '../support/reset-code.ts';
import { type TestServer, testServer } from '../support/server.ts';

const BREACHED = 'nine red kites over Leeds';
const GOOD = 'quills under a tin roof';
const MESSAGE = 'must not be a password that is known from data breaches';

const asking = (url: string) => ({ environment: { KEYTURN_BREACHED_PASSWORDS: url } });

/** A request at which a password is chosen, and the field that it is in. */
interface Choice {
  path: string;
  choose(password: string): ReturnType<TestServer['request']>;
}

const CHOICES: Record<string, (url: string) => Promise<Choice>> = {
  async setup(url) {
    const { request, setupCode } = await testServer(asking(url));
    return {
      path: 'admin.password',
      choose: (password) =>
        request('POST', '/v1/setup', {
          body: {
            setupCode,
            organization: { name: 'Acme' },
            admin: { name: 'Ada', email: 'ada@example.com', password },
          },
        }),
    };
  },
  async 'an invitation'(url) {
    const server = await testServer(asking(url));
    const { code } = await inviteOnly(server, await setUp(server), { email: 'bob@example.com' });
    return {
      path: 'password',
      choose: (password) =>
        server.request('POST', '/v1/invitations/accept', { body: { code, password } }),
    };
  },
  async 'a change'(url) {
    const server = await testServer(asking(url));
    const { token } = await setUp(server);
    return {
      path: 'newPassword',
      choose: (newPassword) =>
        server.request('PUT', '/v1/me/password', {
          token,
          body: { currentPassword: PASSWORD, newPassword },
        }),
    };
  },
  async 'a reset'(url) {
    const { server, ada, code } = await serverWithResetCode(asking(url));
    const { email } = ada;
    return {
      path: 'password',
      choose: (password) =>
        server.request('POST', '/v1/password-reset', { body: { email, code, password } }),
    };
  },
};

test.each(Object.entries(CHOICES))('at %s one is refused', async (_, prepare) => {
  const { url, asked } = await pwnedPasswords({ [BREACHED]: 3, [GOOD]: 0 });
  const { path, choose } = await prepare(url);
  const refused = (await choose(BREACHED)).body as Problem;
  expect(refused).toMatchObject({ status: 422, errors: [{ path, message: MESSAGE }] });
  // In the padding alone.
  expect((await choose(GOOD)).status).toBeLessThan(300);
  expect(asked.slice(-2).map(({ path }) => path)).toEqual([
    `/range/${sha1(BREACHED).slice(0, 5)}`,
    `/range/${sha1(GOOD).slice(0, 5)}`,
  ]);
});

test('five characters of a hash go out, with the wish for padding, and nothing of ours', async () => {
  const { url, asked } = await pwnedPasswords({});
  const server = await testServer(asking(`${url}/`));
  await setUp(server);
  expect(asked).toHaveLength(1);
  expect(asked[0]).toMatchObject({
    method: 'GET',
    path: expect.stringMatching(/^\/range\/[0-9A-F]{5}$/),
    headers: { 'add-padding': 'true', 'user-agent': expect.stringMatching(/^Keyturn\/[\w.-]+$/) },
  });
  expect(Object.keys(asked[0]?.headers ?? {}).sort()).toEqual([
    'add-padding',
    'connection',
    'host',
    'user-agent',
  ]);
});

test('nobody is asked at a sign-in, about a common password, or before a code is right', async () => {
  const { url, asked } = await pwnedPasswords({});
  const server = await testServer(asking(url));
  const { email, token } = await setUp(server);
  asked.length = 0;
  const ask = (method: string, path: string, body: object, token = '') =>
    server.request(method, path, { body, token });
  await ask('POST', '/v1/sessions', { email, password: PASSWORD });
  await ask('POST', '/v1/sessions', { email, password: GOOD });
  const common = { currentPassword: PASSWORD, newPassword: 'password2026!' };
  expect((await ask('PUT', '/v1/me/password', common, token)).status).toBe(422);
  const wrong = { currentPassword: GOOD, newPassword: GOOD };
  expect((await ask('PUT', '/v1/me/password', wrong, token)).status).toBe(403);
  const code = 'Yb7Kp2WmT4xQz9LcN6dRv3Ha';
  await ask('POST', '/v1/password-reset', { email, code, password: GOOD });
  await ask('POST', '/v1/invitations/accept', { code, password: GOOD });
  expect(asked).toEqual([]);
});

test('as it is kept: the same letters composed otherwise are the same password', async () => {
  const { url } = await pwnedPasswords({ 'quatorze étés à vélo': 1 });
  const { include } = createBreachedPasswords(url, { warn: vi.fn() });
  expect(await include('quatorze étés à vélo'.normalize('NFD'))).toBe(true);
});

const warningsOf = (server: TestServer) =>
  server
    .log()
    .split('\n')
    .filter((line) => line.includes('breached'))
    .map((line) => JSON.parse(line));

test('where nobody answers the lists here decide, and the log says so', async () => {
  const url = `http://127.0.0.1:${await freePort()}`;
  const server = await testServer(asking(url));
  const { token } = await setUp(server);
  const change = (newPassword: string) =>
    server.request('PUT', '/v1/me/password', {
      token,
      body: { currentPassword: PASSWORD, newPassword },
    });
  expect((await change('password2026!')).status).toBe(422);
  expect((await change(BREACHED)).status).toBe(204);
  const warnings = warningsOf(server);
  expect(warnings).toMatchObject([
    { level: 40, reason: 'ECONNREFUSED' },
    { level: 40, reason: 'ECONNREFUSED' },
  ]);
  for (const password of [PASSWORD, BREACHED]) {
    expect(JSON.stringify(warnings)).not.toContain(sha1(password).slice(0, 5));
  }
});

test.each<[string, string, Parameters<typeof answering>[0]]>([
  ['an error', 'status 503', (_, response) => response.writeHead(503).end()],
  [
    'a redirect',
    'status 302',
    ({ url }, response) => response.writeHead(302, { Location: `/elsewhere${url}` }).end(),
  ],
  ['a page', 'no hashes', (_, response) => response.end('<html>Sign in to the Wi-Fi</html>')],
  [
    'half an answer',
    'ECONNRESET',
    (_, response) => {
      response.writeHead(200, { 'Content-Length': 100 });
      response.write(`${sha1(BREACHED).slice(5)}:9\r\n`, () => response.destroy());
    },
  ],
  [
    'without end',
    'too long',
    (_, response) => {
      const more = () => {
        while (response.write('0'.repeat(65_536)));
      };
      response.on('drain', more);
      more();
    },
  ],
  ['nothing', 'too late', () => {}],
  ['its head alone', 'too late', (_, response) => response.flushHeaders()],
])('who answers with %s knows nothing', async (_, reason, listener) => {
  const { url, asked } = await answering(listener);
  const warn = vi.fn();
  // Long enough for those that answer.
  const timeout = reason === 'too late' ? 100 : 10_000;
  expect(await createBreachedPasswords(url, { warn }, timeout).include(BREACHED)).toBe(false);
  expect(warn.mock.calls).toEqual([[{ reason }, expect.stringContaining('could not be asked')]]);
  expect(asked.length).toBeLessThan(2);
});

test.each(['1', '0'])(
  'who has no certificate is not asked (NODE_TLS_REJECT_UNAUTHORIZED=%s)',
  async (reject) => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', reject);
    onTestFinished(() => void vi.unstubAllEnvs());
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'localhost' }]);
    const requests = vi.fn();
    const target = createServer({ key, cert }, requests).listen(0, '127.0.0.1');
    await once(target, 'listening');
    onTestFinished(() => void target.close());
    const warn = vi.fn();
    const url = `https://localhost:${(target.address() as AddressInfo).port}`;
    expect(await createBreachedPasswords(url, { warn }).include(BREACHED)).toBe(false);
    expect(warn.mock.calls[0]?.[0]).toEqual({ reason: 'DEPTH_ZERO_SELF_SIGNED_CERT' });
    expect(requests).not.toHaveBeenCalled();
  },
);
