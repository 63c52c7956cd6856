import { randomBytes } from 'node:crypto';
import { expect, onTestFinished, test } from 'vitest';
import { createCheckCounts } from '../../server/domain/check-counts.ts';
import { ATTEMPT_LIMITS, createAttempts } from '../../server/domain/people/attempts.ts';
import type { Doors } from '../../server/domain/people/doors.ts';
import { createSessionUses, SESSION_IDLE_MS } from '../../server/domain/people/session-uses.ts';
import { setUp as setUpServer } from '../../server/domain/people/setup.ts';
import { createUsage } from '../../server/domain/usage.ts';
import { openJsonStore } from '../../server/store/json/index.ts';
import { PASSWORD, setUp } from '../support/people.ts';
import { NO_BREACHES } from '../support/pwned-passwords.ts';
import { startTestServer, testFolder, testServer } from '../support/server.ts';

const setupBody = <C extends string | null>(setupCode: C, email = 'ada@example.com') => ({
  setupCode,
  organization: { name: 'Acme' },
  admin: { name: 'Ada', email, password: PASSWORD },
});

test('a new server says that it needs setup, and no longer once it is set up', async () => {
  const server = await testServer();
  const before = await server.request('GET', '/v1/server');
  expect(before.body).toMatchObject({ name: 'Keyturn', apiVersion: 1, setupRequired: true });
  await setUp(server);
  const after = await server.request('GET', '/v1/server');
  expect(after.body).toMatchObject({ setupRequired: false, signInMethods: ['password'] });
});

test('setup makes the org, its admin and a session that works', async () => {
  const server = await testServer();
  const { status, body } = await server.request<{ token: string; expiresAt: string }>(
    'POST',
    '/v1/setup',
    { body: setupBody(server.setupCode) },
  );
  expect(status).toBe(201);
  expect(body).toMatchObject({
    token: expect.stringMatching(/^kts_[0-9A-Za-z]{36}$/),
    user: { name: 'Ada', email: 'ada@example.com' },
    membership: { org: { name: 'Acme' }, role: { name: 'admin', builtIn: true } },
  });
  expect(Date.parse(body.expiresAt)).toBeGreaterThan(server.clock.now());
  expect((await server.request('GET', '/v1/me', { token: body.token })).status).toBe(200);
});

test('the code is readable, and case, spaces and hyphens in it do not count', async () => {
  const server = await testServer();
  expect(server.setupCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  const typed = ` ${server.setupCode?.toLowerCase().replaceAll('-', ' ')}`;
  const { status } = await server.request('POST', '/v1/setup', { body: setupBody(typed) });
  expect(status).toBe(201);
});

test('the code may come from the configuration', async () => {
  const server = await testServer({ environment: { KEYTURN_SETUP_CODE: 'from the deployment' } });
  expect(server.setupCode).toBe('from the deployment');
  const { status } = await server.request('POST', '/v1/setup', {
    body: setupBody('from the deployment'),
  });
  expect(status).toBe(201);
});

test('a wrong code is refused and changes nothing', async () => {
  const server = await testServer();
  const wrong = await server.request('POST', '/v1/setup', { body: setupBody('0000-0000') });
  expect(wrong.body).toMatchObject({ status: 403, code: 'setup_code_wrong' });
  const { body } = await server.request('GET', '/v1/server');
  expect(body).toMatchObject({ setupRequired: true });
});

test('guesses at the code are limited, and the right one is not let through either', async () => {
  const attemptLimits = { perAccount: 1, perAddress: 1, codesPerAddress: 2 };
  const server = await testServer({ attemptLimits });
  for (const status of [403, 403, 429]) {
    const answer = await server.request('POST', '/v1/setup', { body: setupBody('guess-guess') });
    expect(answer.status).toBe(status);
  }
  const right = await server.request('POST', '/v1/setup', { body: setupBody(server.setupCode) });
  expect(right.body).toMatchObject({ code: 'rate_limited' });
  expect(Number(right.headers.get('retry-after'))).toBeGreaterThan(0);
});

test('setup is done once, whatever the code', async () => {
  const server = await testServer();
  await setUp(server);
  for (const code of [server.setupCode, 'wrong']) {
    const { body } = await server.request('POST', '/v1/setup', { body: setupBody(code) });
    expect(body).toMatchObject({ status: 409, code: 'setup_done' });
  }
});

test('once it is done, that is the answer to anything that is sent', async () => {
  const server = await testServer();
  await setUp(server);
  for (const body of [undefined, {}, { setupCode: 7 }, { ...setupBody('wrong'), plan: 'gold' }]) {
    const answer = await server.request('POST', '/v1/setup', { body });
    expect(answer.body).toMatchObject({ status: 409, code: 'setup_done' });
    expect(answer.headers.get('cache-control')).toBe('no-store');
  }
});

test('of two setups at once exactly one stands', async () => {
  const store = await openJsonStore({ dir: await testFolder() });
  onTestFinished(() => store.close());
  const context = {
    store,
    now: Date.now,
    randomBytes,
    usage: createUsage(),
    sessionUses: createSessionUses(SESSION_IDLE_MS),
    imported: { exist: false },
    checks: createCheckCounts(),
  };
  // Both have been let in before either has hashed its password.
  let waiting = 0;
  let letGo: () => void;
  const bothWait = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const doors: Doors = {
    setupCode: 'from the deployment',
    attempts: createAttempts(ATTEMPT_LIMITS),
    breached: NO_BREACHES,
    passwords: {
      async hash() {
        if (++waiting === 2) letGo();
        await bothWait;
        return 'hash';
      },
      verify: async () => false,
    },
  };
  const results = await Promise.allSettled(
    ['a@example.com', 'b@example.com'].map((email) =>
      setUpServer(context, doors, setupBody('from the deployment', email), {
        ip: '192.0.2.1',
        userAgent: null,
        requestId: 'req_1',
      }),
    ),
  );
  expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(results.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'setup_done' },
  });
});

test('there is a new code at each start until setup, and none after it', async () => {
  const dataDir = await testFolder();
  const codes: (string | null)[] = [];
  for (const setUpNow of [false, true, false]) {
    const server = await startTestServer({ dataDir });
    codes.push(server.setupCode);
    if (setUpNow) await setUp(server);
    await server.close();
  }
  const [first, second, third] = codes;
  expect(first).not.toBe(second);
  expect(third).toBeNull();
});

test.each([
  ['no organisation', { organization: undefined }, 'organization'],
  ['an empty name', { organization: { name: ' ' } }, 'organization.name'],
  ['an unknown field', { plan: 'gold' }, ''],
  [
    'a short password',
    { admin: { name: 'A', email: 'a@b.co', password: 'short' } },
    'admin.password',
  ],
  ['no address', { admin: { name: 'A', email: 'nobody', password: PASSWORD } }, 'admin.email'],
])('%s is invalid input', async (_what, change, path) => {
  const server = await testServer();
  const { body } = await server.request('POST', '/v1/setup', {
    body: { ...setupBody(server.setupCode), ...change },
  });
  expect(body).toMatchObject({ code: 'invalid_input', errors: [{ path }] });
});
