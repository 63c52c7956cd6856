import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Found } from '../../../../server/store/postgres/check-cache.ts';
import { Checks } from '../../../../server/store/postgres/checks.ts';
import { AWAY_LIMIT, AWAY_RETRY } from '../../../../server/store/postgres/limits.ts';
import { StoreUnavailable } from '../../../../server/store/store.ts';

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const SUBJECT = {
  key: { id: 'key_1', hash: 'hash' },
  owner: { id: 'mem_1' },
  role: { id: 'rol_1' },
  org: { id: 'org_1' },
} as NonNullable<Found>;

/** Checks over a database and a stream that the test turns on and off. */
function world() {
  const stream = { live: true, confirmedAt: performance.now() };
  const database = { answers: true, asked: 0, has: SUBJECT as Found };
  const checks = new Checks({
    stream,
    async ask() {
      database.asked++;
      if (!database.answers) throw new StoreUnavailable('gone');
      return database.has;
    },
  });
  return { checks, stream, database };
}

async function wentAway() {
  const parts = world();
  await parts.checks.subject('hash');
  parts.stream.live = false;
  parts.database.answers = false;
  return parts;
}

test('a live stream: the second check asks nobody and is no promise', async () => {
  const { checks, database } = world();
  await checks.subject('hash');
  expect(checks.subject('hash')).toEqual(SUBJECT);
  expect(database.asked).toBe(1);
});

test('checks at the same moment for the same key share one question', async () => {
  const { checks, database } = world();
  await Promise.all([checks.subject('hash'), checks.subject('hash')]);
  expect(database.asked).toBe(1);
});

test('no stream: every check asks, also what is in memory and what is being asked', async () => {
  const { checks, stream, database } = world();
  await checks.subject('hash');
  stream.live = false;
  await Promise.all([checks.subject('hash'), checks.subject('hash')]);
  expect(database.asked).toBe(3);
  expect(checks.status.checks).toBe('database');
});

test('no stream and no database: memory answers up to the limit, not beyond', async () => {
  const { checks } = await wentAway();
  vi.advanceTimersByTime(AWAY_LIMIT - 1);
  expect(await checks.subject('hash')).toEqual(SUBJECT);
  expect(checks.status.checks).toBe('away');
  vi.advanceTimersByTime(1);
  await expect(Promise.resolve(checks.subject('hash'))).rejects.toThrow(StoreUnavailable);
});

test('while it is away, one check at a time tries it and none waits for that', async () => {
  const { checks, database } = await wentAway();
  await checks.subject('hash');
  const asked = database.asked;
  expect(checks.subject('hash')).toEqual(SUBJECT);
  expect(database.asked).toBe(asked);
  vi.advanceTimersByTime(AWAY_RETRY);
  expect(checks.subject('hash')).toEqual(SUBJECT);
  expect(checks.subject('hash')).toEqual(SUBJECT);
  expect(database.asked).toBe(asked + 1);
});

test('once it answers again, every check asks it', async () => {
  const { checks, database } = await wentAway();
  await checks.subject('hash');
  database.answers = true;
  database.has = undefined;
  checks.back();
  expect(await checks.subject('hash')).toBeUndefined();
});

test('what was dropped is not answered while it is away', async () => {
  const { checks } = await wentAway();
  checks.drop({ table: 'keys', id: 'key_1', hash: 'hash' });
  await expect(Promise.resolve(checks.subject('hash'))).rejects.toThrow(StoreUnavailable);
});

test('an error of ours is not taken for a database that is away', async () => {
  const { stream } = world();
  stream.live = false;
  const checks = new Checks({ stream, ask: () => Promise.reject(new TypeError('ours')) });
  await expect(Promise.resolve(checks.subject('hash'))).rejects.toThrow(TypeError);
  expect(checks.status.checks).toBe('database');
});
