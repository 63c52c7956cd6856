import express from 'express';
import { afterAll, afterEach, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type KeyturnCaller, keyturn } from '../../../server/guard/express.ts';
import type { CheckCode } from '../../../shared/contract/check.ts';
import { collectGarbage } from '../../support/collect-garbage.ts';
import { answer, type FakeVerify, fakeVerify, SERVICE_KEY } from '../../support/fake-verify.ts';
import { type Listening, listen } from '../../support/listen.ts';

let verify: FakeVerify;
let api: Listening;
let causes: string[];
let passed: KeyturnCaller[];

beforeAll(async () => {
  verify = await fakeVerify();
});
afterAll(() => verify.close());
beforeEach(async () => {
  api = await listen(() => guardedApp(SERVICE_KEY, verify.url));
  verify.keys.clear();
  verify.keys.set('good', answer({ scopes: ['tasks:read'] }));
  verify.asked.length = 0;
  verify.instead = undefined;
  causes = [];
  passed = [];
});
afterEach(() => api.close());

function guardedApp(key: string, server: string, timeoutMs = 5000) {
  const app = express();
  const guard = keyturn({ server, key, timeoutMs, onUnavailable: (cause) => causes.push(cause) });
  app.get('/tasks', guard.requireScope('tasks:read'), (req, res) => {
    if (req.keyturn) passed.push(req.keyturn);
    res.send('tasks');
  });
  app.get('/tasks/*rest', guard.requireScope('tasks:read'));
  app.delete('/tasks', guard.requireScope('tasks:read', 'tasks:delete'), (_req, res) => {
    res.send('deleted');
  });
  return app;
}

async function call(headers: Record<string, string>, method = 'GET', base = api.url) {
  const response = await fetch(`${base}/tasks`, { method, headers });
  const text = await response.text();
  const isProblem = response.headers.get('content-type')?.startsWith('application/problem+json');
  return {
    status: response.status,
    challenge: response.headers.get('www-authenticate'),
    headers: response.headers,
    text,
    problem: isProblem ? JSON.parse(text) : undefined,
  };
}

test.each([
  ['Authorization: Bearer', { Authorization: 'Bearer good' }],
  ['the scheme in any case', { authorization: 'bearer good' }],
  ['X-API-Key', { 'X-API-Key': 'good' }],
  ['X-API-Key beside another scheme', { Authorization: 'Basic eDp5', 'X-API-Key': 'good' }],
])('a key passes in %s', async (_where, headers) => {
  expect(await call(headers)).toMatchObject({ status: 200, text: 'tasks' });
  const request = { method: 'GET', path: '/tasks', ip: '127.0.0.1' };
  expect(verify.asked).toEqual([{ key: 'good', scopes: ['tasks:read'], request }]);
});

test('the handler learns who asks', async () => {
  await call({ 'X-API-Key': 'good' });
  expect(passed).toEqual([
    {
      keyId: 'key_1',
      keyName: 'Nightly report',
      orgId: 'org_1',
      ownerId: 'mem_1',
      ownerName: 'Maya Lindqvist',
      role: 'member',
      scopes: ['tasks:read'],
      expiresAt: null,
    },
  ]);
});

test.each([
  {},
  { Authorization: 'Bearer ' },
  { Authorization: 'Basic eDp5' },
  { 'X-API-Key': ' ' },
])('without a key, 401 and a challenge without an error: %j', async (headers) => {
  const got = await call(headers as Record<string, string>);
  expect(got).toMatchObject({ status: 401, challenge: 'Bearer realm="api"' });
  expect(got.problem.code).toBe('credentials_missing');
  expect(verify.asked).toEqual([]);
});

test.each<CheckCode>([
  'malformed',
  'not_found',
  'revoked',
  'expired',
  'disabled',
  'pending',
  'api_access_off',
  'member_inactive',
])('%s is 401 invalid_token', async (code) => {
  verify.keys.set('bad', answer({ valid: false, code }));
  const got = await call({ Authorization: 'Bearer bad' });
  expect(got).toMatchObject({
    status: 401,
    challenge: `Bearer realm="api", error="invalid_token", error_description="${code}"`,
    problem: { status: 401, code, title: 'Unauthorized' },
  });
});

test('a code that this guard does not know is a no', async () => {
  verify.instead = (_req, res) => {
    res.end(JSON.stringify({ ...answer({ valid: false }), code: 'quarantined "x"' }));
  };
  const got = await call({ Authorization: 'Bearer good' });
  expect(got).toMatchObject({ status: 401, problem: { detail: 'The key is not accepted.' } });
  expect(got.challenge).toMatch(/error_description="quarantinedx"$/);
});

test('a key without the scope is 403 and says what is missing', async () => {
  const got = await call({ Authorization: 'Bearer good' }, 'DELETE');
  expect(got).toMatchObject({
    status: 403,
    challenge: 'Bearer realm="api", error="insufficient_scope", scope="tasks:read tasks:delete"',
    problem: {
      code: 'insufficient_scope',
      missingScopes: ['tasks:delete'],
      detail: 'needs `tasks:delete`; this key has `tasks:read`',
    },
  });
});

test('a key over its rate is 429', async () => {
  verify.keys.set('busy', answer({ valid: false, code: 'rate_limited' }));
  const got = await call({ Authorization: 'Bearer busy' });
  expect(got).toMatchObject({ status: 429, problem: { code: 'rate_limited' } });
  expect(got.headers.get('retry-after')).toBe('1');
});

test('what goes on the record of the key: never the query, never more than Keyturn takes', async () => {
  const path = `/tasks/${'x'.repeat(3000)}`;
  const response = await fetch(`${api.url}${path}?secret=1`, { headers: { 'X-API-Key': 'good' } });
  expect(response.status).toBe(404);
  expect(verify.asked).toMatchObject([{ request: { method: 'GET', path: path.slice(0, 2000) } }]);
});

test('a text too long for a key is refused without asking', async () => {
  const got = await call({ 'X-API-Key': 'x'.repeat(1001) });
  expect(got).toMatchObject({ status: 401, problem: { code: 'malformed' } });
  expect(verify.asked).toEqual([]);
});

test('no refusal repeats the key', async () => {
  const secret = 'kt_6YbSecretSecretSecret';
  for (const headers of [{ 'X-API-Key': secret }, { Authorization: `Bearer ${secret}` }]) {
    const got = await call(headers);
    expect(got.status).toBe(401);
    expect(got.text + JSON.stringify([...got.headers])).not.toContain(secret);
  }
});

test('checks go over kept-alive connections', async () => {
  await call({ 'X-API-Key': 'good' });
  const before = verify.connections();
  for (let i = 0; i < 5; i++) await call({ 'X-API-Key': i % 2 ? 'good' : 'unknown' });
  expect(verify.asked).toHaveLength(6);
  expect(verify.connections()).toBe(before);
});

test.each<[string, FakeVerify['instead'], RegExp]>([
  ['refuses its service key', (_q, res) => res.writeHead(401).end('{}'), /service key/],
  ['misses its scope', (_q, res) => res.writeHead(403).end('{}'), /keyturn\.keys:verify/],
  ['fails', (_q, res) => res.writeHead(500).end('{}'), /answered 500/],
  ['hangs up', (req) => req.socket.destroy(), /no answer/],
  ['redirects', (_q, res) => res.writeHead(307, { Location: '/x' }).end(), /answered 307/],
  ['talks nonsense', (_q, res) => res.end('<html>'), /something else/],
  ['says yes to nobody', (_q, res) => res.end(JSON.stringify(answer({ keyId: null }))), /whom/],
  ['says yes with a string', (_q, res) => res.end('{"valid":"true"}'), /something else/],
])('when Keyturn %s, nobody passes', async (_how, instead, cause) => {
  verify.instead = instead;
  const got = await call({ 'X-API-Key': 'good' });
  expect(got).toMatchObject({ status: 503, problem: { code: 'check_unavailable' } });
  expect(got.headers.get('retry-after')).toBe('5');
  expect(passed).toEqual([]);
  expect(causes).toHaveLength(1);
  expect(causes[0]).toMatch(cause);
  expect(causes[0]).not.toMatch(/good|kt_service/);
});

test('when Keyturn asks for patience, its time is passed on', async () => {
  verify.instead = (_req, res) => res.writeHead(429, { 'Retry-After': '30' }).end('{}');
  const got = await call({ 'X-API-Key': 'good' });
  expect(got.status).toBe(503);
  expect(got.headers.get('retry-after')).toBe('30');
});

test('when Keyturn takes too long, nobody passes', async () => {
  verify.instead = () => {};
  const impatient = await listen(() => guardedApp(SERVICE_KEY, verify.url, 50));
  try {
    const got = await call({ 'X-API-Key': 'good' }, 'GET', impatient.url);
    expect(got).toMatchObject({ status: 503, problem: { code: 'check_unavailable' } });
    expect(causes).toEqual([expect.stringMatching(/too long/)]);
  } finally {
    await impatient.close();
  }
});

test('when its answer stops half-way, nobody waits for the rest', async () => {
  verify.instead = (_req, res) => {
    res.writeHead(200, { 'Content-Type': 'application/json' });
    res.write('{');
    // Node 20's own fetch forgets its time limit here.
    const collecting = setInterval(collectGarbage, 20);
    onTestFinished(() => clearInterval(collecting));
  };
  const impatient = await listen(() => guardedApp(SERVICE_KEY, verify.url, 200));
  try {
    const got = await call({ 'X-API-Key': 'good' }, 'GET', impatient.url);
    expect(got).toMatchObject({ status: 503, problem: { code: 'check_unavailable' } });
  } finally {
    await impatient.close();
  }
});

test('when nothing listens there, nobody passes; each cause is told once', async () => {
  const gone = await fakeVerify();
  await gone.close();
  const orphan = await listen(() => guardedApp(SERVICE_KEY, gone.url));
  try {
    for (let i = 0; i < 3; i++) {
      expect((await call({ 'X-API-Key': 'good' }, 'GET', orphan.url)).status).toBe(503);
    }
    expect(causes).toEqual([expect.stringMatching(/ECONNREFUSED/)]);
  } finally {
    await orphan.close();
  }
});

test.each([
  ['an empty key', () => keyturn({ server: 'http://127.0.0.1', key: '' })],
  ['no address', () => keyturn({ server: 'here', key: 'kt_x' })],
  ['a realm that breaks the header', () => keyturn({ server: 'http://h', key: 'k', realm: '"' })],
  [
    'too long a memory',
    () => keyturn({ server: 'http://127.0.0.1', key: 'kt_x', cacheSeconds: 301 }),
  ],
  [
    'no time at all',
    () => keyturn({ server: 'http://127.0.0.1', key: 'kt_x', cacheSeconds: Number.NaN }),
  ],
  ['a wildcard', () => keyturn({ server: 'http://h', key: 'k' }).requireScope('tasks:*')],
])('%s is refused at once', (_what, make) => {
  expect(make).toThrow(TypeError);
});
