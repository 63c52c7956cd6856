import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { AnswerCache } from '../../../server/guard/answer-cache.ts';
import { answer } from '../../support/fake-verify.ts';

const SCOPES = ['tasks:read'];

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['performance', 'Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

function cacheWith(change: Parameters<typeof answer>[0] = {}, answeredAt = Date.now()) {
  const cache = new AnswerCache(30_000);
  cache.keep('kt_one', SCOPES, answer(change), { askedAt: performance.now(), answeredAt });
  return cache;
}

const inSeconds = (seconds: number) => new Date(Date.now() + seconds * 1000).toISOString();

test('an answer is kept for its time, counted from when it was asked for', () => {
  const cache = cacheWith();
  vi.advanceTimersByTime(29_999);
  expect(cache.get('kt_one', SCOPES)).toEqual(answer());
  vi.advanceTimersByTime(1);
  expect(cache.get('kt_one', SCOPES)).toBeUndefined();
});

test('it is for that key and those scopes alone', () => {
  const cache = cacheWith();
  expect(cache.get('kt_two', SCOPES)).toBeUndefined();
  expect(cache.get('kt_one', ['tasks:read', 'tasks:delete'])).toBeUndefined();
  expect(cache.get('kt_one', [])).toBeUndefined();
});

test('it never outlives the key, by the clock of who answered', () => {
  const cache = cacheWith({ expiresAt: inSeconds(10) });
  vi.advanceTimersByTime(9_999);
  expect(cache.get('kt_one', SCOPES)).toBeDefined();
  vi.advanceTimersByTime(1);
  expect(cache.get('kt_one', SCOPES)).toBeUndefined();

  const ahead = cacheWith({ expiresAt: inSeconds(10) }, Date.now() + 8_000);
  vi.advanceTimersByTime(2_000);
  expect(ahead.get('kt_one', SCOPES)).toBeUndefined();
});

test('a no is kept as long as any, though the key has expired', () => {
  const cache = cacheWith({ valid: false, code: 'expired', expiresAt: inSeconds(-10) });
  vi.advanceTimersByTime(29_999);
  expect(cache.get('kt_one', SCOPES)).toMatchObject({ code: 'expired' });
});

test.each(['not_found', 'rate_limited'] as const)('%s is not kept', (code) => {
  expect(cacheWith({ valid: false, code }).get('kt_one', SCOPES)).toBeUndefined();
});

test('emptied, it keeps nothing that was asked for before or just after', () => {
  const cache = cacheWith();
  const askedAt = performance.now();
  cache.empty();
  expect(cache.get('kt_one', SCOPES)).toBeUndefined();
  cache.keep('kt_one', SCOPES, answer(), { askedAt, answeredAt: Date.now() });
  expect(cache.get('kt_one', SCOPES)).toBeUndefined();
  cache.keep('kt_one', SCOPES, answer(), { askedAt: askedAt + 999, answeredAt: Date.now() });
  expect(cache.get('kt_one', SCOPES)).toBeUndefined();
  cache.keep('kt_one', SCOPES, answer(), { askedAt: askedAt + 1000, answeredAt: Date.now() });
  expect(cache.get('kt_one', SCOPES)).toBeDefined();
});

test('it is bounded, and forgets first what was asked for longest ago', () => {
  const cache = cacheWith();
  const now = { askedAt: performance.now(), answeredAt: Date.now() };
  for (let i = 0; i < 10_000; i++) cache.keep(`kt_${i}`, SCOPES, answer(), now);
  expect(cache.get('kt_one', SCOPES)).toBeUndefined();
  expect(cache.get('kt_0', SCOPES)).toBeDefined();
});
