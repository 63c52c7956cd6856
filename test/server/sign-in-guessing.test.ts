/** Guessing at one account from many addresses, and what a wrong answer costs to find. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { ATTEMPT_LIMITS, createAttempts } from '../../server/domain/people/attempts.ts';
import { createPasswords, type Passwords } from '../../server/domain/people/passwords.ts';
import { createSessionUses, SESSION_IDLE_MS } from '../../server/domain/people/session-uses.ts';
import { signIn } from '../../server/domain/people/sessions.ts';
import { setUp as makeFirstOrg } from '../../server/domain/people/setup.ts';
import { openStore } from '../support/json-store.ts';
import { PASSWORD, setUp } from '../support/people.ts';
import { NO_BREACHES } from '../support/pwned-passwords.ts';
import { type TestServer, testServer } from '../support/server.ts';

const BEHIND_PROXY = { KEYTURN_TRUST_PROXY: '127.0.0.1' };

const signInFrom = ({ request }: TestServer, ip: string, password: string) =>
  request('POST', '/v1/sessions', {
    body: { email: 'ada@example.com', password },
    headers: { 'X-Forwarded-For': ip },
  });

test('an account guessed at from many addresses is shut to strange ones, not to its owner', async () => {
  const attemptLimits = { ...ATTEMPT_LIMITS, perAccountElsewhere: 10 };
  const server = await testServer({ attemptLimits, environment: BEHIND_PROXY });
  await setUp(server);
  expect((await signInFrom(server, '203.0.113.7', PASSWORD)).status).toBe(201);
  for (let n = 0; n < 10; n++) {
    expect((await signInFrom(server, `198.51.100.${n}`, `guess number ${n}`)).status).toBe(401);
  }
  const strange = await signInFrom(server, '198.51.100.99', PASSWORD);
  expect(strange.status).toBe(429);
  expect(Number(strange.headers.get('retry-after'))).toBeGreaterThan(3600);
  expect((await signInFrom(server, '203.0.113.7', PASSWORD)).status).toBe(201);
});

test('an address stops being usual when its sessions have ended', async () => {
  const attemptLimits = { ...ATTEMPT_LIMITS, perAccountElsewhere: 1 };
  const server = await testServer({ attemptLimits, environment: BEHIND_PROXY });
  await setUp(server);
  const { body } = await signInFrom(server, '203.0.113.7', PASSWORD);
  const { token } = body as { token: string };
  await signInFrom(server, '198.51.100.1', 'a guess at it');
  expect((await server.request('DELETE', '/v1/sessions/current', { token })).status).toBe(204);
  expect((await signInFrom(server, '203.0.113.7', PASSWORD)).status).toBe(429);
});

test('an unknown account is shut after as many guesses as a known one', async () => {
  const attemptLimits = { ...ATTEMPT_LIMITS, perAccountElsewhere: 3 };
  for (const email of ['ada@example.com', 'nobody@example.com']) {
    const server = await testServer({ attemptLimits, environment: BEHIND_PROXY });
    await setUp(server);
    const statuses: number[] = [];
    for (let n = 0; n < 5; n++) {
      const { status } = await server.request('POST', '/v1/sessions', {
        body: { email, password: 'a guess at it' },
        headers: { 'X-Forwarded-For': `198.51.100.${n}` },
      });
      statuses.push(status);
    }
    expect(statuses).toEqual([401, 401, 401, 429, 429]);
  }
});

test('a wrong name costs the same work as a wrong password: one hash of the same cost', async () => {
  const { store } = await openStore();
  const cheap = { memoryCost: 8, timeCost: 1, parallelism: 1 };
  const real = await createPasswords(cheap, randomBytes);
  const work: string[] = [];
  const looked: string[] = [];
  const passwords: Passwords = {
    hash: real.hash,
    verify: (hash, password) => {
      work.push(`verify ${password}`);
      return real.verify(hash, password);
    },
  };
  const doors = {
    passwords,
    attempts: createAttempts(ATTEMPT_LIMITS),
    breached: NO_BREACHES,
    setupCode: 'let me set up',
  };
  const sessionUses = createSessionUses(SESSION_IDLE_MS);
  const context = { store, now: Date.now, randomBytes, sessionUses };
  const origin = { ip: '192.0.2.1', userAgent: null, requestId: 'req_test' };
  await makeFirstOrg(
    context,
    doors,
    {
      setupCode: 'let me set up',
      organization: { name: 'Acme' },
      admin: { name: 'Ada', email: 'ada@example.com', password: PASSWORD },
    },
    origin,
  );
  const counting = {
    ...context,
    store: {
      ...store,
      users: {
        ...store.users,
        byEmail: (email: string) => {
          looked.push('user');
          return store.users.byEmail(email);
        },
      },
      sessions: {
        ...store.sessions,
        ofUser: (id: string) => {
          looked.push('sessions');
          return store.sessions.ofUser(id);
        },
      },
    },
  };
  const costOf = async (email: string) => {
    work.length = 0;
    looked.length = 0;
    await expect(
      signIn(counting, doors, { email, password: 'a guess at it' }, origin),
    ).rejects.toMatchObject({ code: 'credentials_wrong' });
    return { work: [...work], looked: [...looked] };
  };
  const wrongPassword = await costOf('ada@example.com');
  expect(wrongPassword).toEqual({
    work: ['verify a guess at it'],
    looked: ['user', 'sessions'],
  });
  expect(await costOf('nobody@example.com')).toEqual(wrongPassword);
});
