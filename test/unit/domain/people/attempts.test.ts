import { afterEach, beforeEach, expect, test, vi } from 'vitest';
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
  const attempt = () => attempts.password('ada@example.com', '192.0.2.1');
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
  for (let n = 0; n < LIMITS.perAccount; n++) await attempts.password('a@b.co', '192.0.2.1');
  await expect(attempts.password('a@b.co', '192.0.2.1')).rejects.toThrow(Refusal);
  await expect(attempts.password('a@b.co', '192.0.2.2')).resolves.toBeDefined();
});

test('successes use nothing up', async () => {
  const attempts = createAttempts(LIMITS);
  for (let n = 0; n < 20; n++) {
    await (await attempts.password('a@b.co', '192.0.2.1')).succeeded();
    await (await attempts.code('192.0.2.1')).succeeded();
  }
  await expect(attempts.code('192.0.2.1')).resolves.toBeDefined();
});

test('a success for one account does not clear what was tried on others', async () => {
  const attempts = createAttempts(LIMITS);
  for (const name of ['a', 'b', 'c']) await attempts.password(`${name}@b.co`, '192.0.2.1');
  await (await attempts.password('mine@b.co', '192.0.2.1')).succeeded();
  await attempts.password('d@b.co', '192.0.2.1');
  await expect(attempts.password('e@b.co', '192.0.2.1')).rejects.toThrow(Refusal);
});
