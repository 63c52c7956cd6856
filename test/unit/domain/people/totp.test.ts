import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createTotpSecret, stepOf } from '../../../../server/domain/people/totp.ts';

/** `12345678901234567890` in base32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

// RFC 6238 appendix B, SHA-1, the last six of its eight digits.
test.each([
  [59, '287082'],
  [1111111109, '081804'],
  [1111111111, '050471'],
  [1234567890, '005924'],
  [2000000000, '279037'],
  [20000000000, '353130'],
])('at second %i the code is %s', (second, code) => {
  const step = Math.floor(second / 30);
  const factor = { secret: RFC_SECRET, lastStep: 0 };
  expect(stepOf(code, factor, second * 1000)).toBe(step);
});

const CODE = '287082';
const STEP = 1;

test.each<[string, number, number, number | null]>([
  ['as its step begins', 30_000, 0, STEP],
  ['as its step ends', 59_999, 0, STEP],
  ['as the step after it begins', 60_000, 0, STEP],
  ['as the step after it ends', 89_999, 0, STEP],
  ['a step later', 90_000, 0, null],
  ['before its step', 29_999, 0, null],
  ['after it was taken', 59_000, STEP, null],
  ['after a later one was taken', 60_000, STEP + 1, null],
])('%s', (_when, now, lastStep, taken) => {
  expect(stepOf(CODE, { secret: RFC_SECRET, lastStep }, now)).toBe(taken);
});

test('a secret has 160 bits from the given source', () => {
  const ones = createTotpSecret((size) => new Uint8Array(size).fill(255));
  expect(ones).toBe('7'.repeat(32));
  expect(createTotpSecret(randomBytes)).toMatch(/^[A-Z2-7]{32}$/);
  expect(createTotpSecret(randomBytes)).not.toBe(createTotpSecret(randomBytes));
});
