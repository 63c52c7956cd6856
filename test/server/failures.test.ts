/** What clients are told when the server itself fails. */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { expect, onTestFinished, test } from 'vitest';
import { createApp } from '../../server/app.ts';
import { ChangeStreams } from '../../server/check/change-streams.ts';
import { createCheckCounts } from '../../server/domain/check-counts.ts';
import { ATTEMPT_LIMITS, createAttempts } from '../../server/domain/people/attempts.ts';
import { createPasswords } from '../../server/domain/people/passwords.ts';
import { createSessionUses, SESSION_IDLE_MS } from '../../server/domain/people/session-uses.ts';
import { createUsage } from '../../server/domain/usage.ts';
import { createCrossOrigin } from '../../server/http/cors.ts';
import { createRequestIds } from '../../server/http/request-id.ts';
import { openJsonStore } from '../../server/store/json/index.ts';
import { FateUnknown, type Store, StoreUnavailable } from '../../server/store/store.ts';
import { createTargets } from '../../server/webhooks/targets.ts';
import { listen } from '../support/listen.ts';
import { PASSWORD } from '../support/people.ts';
import { NO_BREACHES } from '../support/pwned-passwords.ts';
import { testFolder } from '../support/server.ts';

/** A server whose store is broken as said; answers its address and what it logs. */
async function serverWith(broken: Partial<Store>) {
  const store = await openJsonStore({ dir: await testFolder() });
  const logged: string[] = [];
  const app = createApp(
    {
      store: { ...store, ...broken },
      now: Date.now,
      randomBytes,
      usage: createUsage(),
      sessionUses: createSessionUses(SESSION_IDLE_MS),
      imported: { exist: false },
      checks: createCheckCounts(),
    },
    {
      trustProxy: [],
      publicUrl: null,
      changes: new ChangeStreams({ store, now: Date.now }),
      crossOrigin: createCrossOrigin([]),
      targets: createTargets({ allowPrivate: false }),
      requestIds: createRequestIds(randomBytes),
      logAnswer: undefined,
      doors: {
        setupCode: 'from the deployment',
        breached: NO_BREACHES,
        attempts: createAttempts(ATTEMPT_LIMITS),
        passwords: await createPasswords(
          { memoryCost: 8, timeCost: 1, parallelism: 1 },
          randomBytes,
        ),
      },
      log: pino({ level: 'warn' }, { write: (line) => void logged.push(line) }),
    },
  );
  const { url, close } = await listen(() => app);
  onTestFinished(async () => {
    await close();
    await store.close();
  });
  return { url, logged };
}

const setUp = (url: string) =>
  fetch(`${url}/v1/setup`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      setupCode: 'from the deployment',
      organization: { name: 'Acme' },
      admin: { name: 'Ada', email: 'ada@example.com', password: PASSWORD },
    }),
  });

test('a change that cannot be stored is 503, and worth trying again', async () => {
  const { url, logged } = await serverWith({
    transact: () => Promise.reject(new StoreUnavailable('ENOSPC: no space left on /data')),
  });
  const answer = await setUp(url);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBe('5');
  const problem = await answer.json();
  expect(problem).toMatchObject({ code: 'not_ready' });
  expect(problem.detail).toContain('nothing was changed');
  expect(JSON.stringify(problem)).not.toContain('/data');
  expect(logged.join('')).toContain('ENOSPC');
});

test('a change that may have been stored is 503, and nobody is told to repeat it', async () => {
  const { url } = await serverWith({
    transact: () => Promise.reject(new FateUnknown('Connection terminated')),
  });
  const answer = await setUp(url);
  expect(answer.status).toBe(503);
  expect(answer.headers.get('retry-after')).toBeNull();
  const problem = await answer.json();
  expect(problem).toMatchObject({ code: 'not_ready' });
  expect(problem.detail).toContain('may have been stored');
  expect(problem.detail).not.toContain('nothing was changed');
});

test('a full disk is 507, and says that nothing was changed', async () => {
  const cause = Object.assign(new Error('no space left'), { code: 'ENOSPC' });
  const { url } = await serverWith({
    transact: () =>
      Promise.reject(new StoreUnavailable('The journal cannot be written', { cause })),
  });
  const answer = await setUp(url);
  expect(answer.status).toBe(507);
  expect(await answer.json()).toMatchObject({ code: 'storage_full', status: 507 });
});

test('readyz is 503 while the store takes no write, healthz is not', async () => {
  const { url } = await serverWith({
    ready: () => Promise.reject(new StoreUnavailable('read-only file system')),
  });
  expect((await fetch(`${url}/readyz`)).status).toBe(503);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('what was not foreseen is 500 and says nothing of itself but its request id', async () => {
  const { url, logged } = await serverWith({
    transact: () => Promise.reject(new Error('something in the machinery')),
  });
  const answer = await setUp(url);
  expect(answer.status).toBe(500);
  const problem = await answer.json();
  expect(problem).toMatchObject({ code: 'internal' });
  expect(JSON.stringify(problem)).not.toContain('machinery');
  expect(logged.join('')).toContain('something in the machinery');
  expect(logged.join('')).toContain(problem.requestId);
  expect(logged.join('')).not.toContain(PASSWORD);
});
