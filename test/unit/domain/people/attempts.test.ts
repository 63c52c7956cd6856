import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAttempts } from '../../../../server/domain/people/attempts.ts';
import { Refusal } from '../../../../server/domain/refusal.ts';

const LIMITS = { perAccount: 2, perAddress: 4, codesPerAddress: 1 };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('whoever waits as long as they were told may try again', async () => {
  const attempts = createAttempts(LIMITS);
  const attempt = () => attempts.password('ada@example.com', '192.0.2.1', false);
  await attempt();
  await attempt();
  const refusal = await attempt().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  const { code, retryAfter = 0 } = refusal as Refusal;
  expect(code).toBe('rate_limited');
  await vi.advanceTimersByTimeAsync((retryAfter - 1) * 1000);
  await expect(attempt()).rejects.toThrow('Too many failed attempts');
  await vi.advanceTimersByTimeAsync(1000);
  await expect(attempt()).resolves.toBeDefined();
});

test('another address may go on trying the same account', async () => {
  const attempts = createAttempts(LIMITS);
  for (let n = 0; n < LIMITS.perAccount; n++) await attempts.password('a@b.co', '192.0.2.1', false);
  await expect(attempts.password('a@b.co', '192.0.2.1', false)).rejects.toThrow(Refusal);
  await expect(attempts.password('a@b.co', '192.0.2.2', false)).resolves.toBeDefined();
});

test('successes use nothing up', async () => {
  const attempts = createAttempts(LIMITS);
  for (let n = 0; n < 20; n++) {
    await (await attempts.password('a@b.co', '192.0.2.1', false)).succeeded();
    await (await attempts.code('192.0.2.1')).succeeded();
  }
  await expect(attempts.code('192.0.2.1')).resolves.toBeDefined();
});

test('a success for one account does not clear what was tried on others', async () => {
  const attempts = createAttempts(LIMITS);
  for (const name of ['a', 'b', 'c']) await attempts.password(`${name}@b.co`, '192.0.2.1', false);
  await (await attempts.password('mine@b.co', '192.0.2.1', false)).succeeded();
  await attempts.password('d@b.co', '192.0.2.1', false);
  await expect(attempts.password('e@b.co', '192.0.2.1', false)).rejects.toThrow(Refusal);
});

describe('one account, guessed at from many addresses', () => {
  const SPREAD = { ...LIMITS, perAccountElsewhere: 3 };
  const from = (n: number) => `198.51.100.${n}`;

  test('has a limit of its own, for a day', async () => {
    const attempts = createAttempts(SPREAD);
    for (let n = 0; n < 3; n++) await attempts.password('a@b.co', from(n), false);
    const refusal = await attempts.password('a@b.co', from(9), false).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'rate_limited', retryAfter: 24 * 60 * 60 });
    await expect(attempts.password('other@b.co', from(9), false)).resolves.toBeDefined();
    await vi.advanceTimersByTimeAsync(24 * 60 * 60 * 1000);
    await expect(attempts.password('a@b.co', from(9), false)).resolves.toBeDefined();
  });

  test('does not lock its owner out where they are signed in', async () => {
    const attempts = createAttempts(SPREAD);
    for (let n = 0; n < 3; n++) await attempts.password('a@b.co', from(n), false);
    await expect(attempts.password('a@b.co', '192.0.2.7', true)).resolves.toBeDefined();
  });

  test('gets no more guesses by its owner signing in', async () => {
    const attempts = createAttempts(SPREAD);
    for (let n = 0; n < 2; n++) await attempts.password('a@b.co', from(n), false);
    for (let n = 0; n < 5; n++) {
      await (await attempts.password('a@b.co', '192.0.2.7', false)).succeeded();
    }
    await attempts.password('a@b.co', from(3), false);
    await expect(attempts.password('a@b.co', from(4), false)).rejects.toThrow(Refusal);
  });
});
