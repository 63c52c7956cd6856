import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createSetupCode, isSetupCode } from '../../../../server/domain/people/setup-code.ts';

test('a code has 80 bits in four groups, without letters that look alike', () => {
  const codes = Array.from({ length: 200 }, () => createSetupCode(randomBytes));
  for (const code of codes)
    expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(new Set(codes).size).toBe(200);
  expect(new Set(codes.join('').replaceAll('-', '')).size).toBe(32);
});

test.each([
  ['ABCD-EFGH', true],
  ['abcd efgh', true],
  [' ABCDEFGH\n', true],
  ['ABCD-EFG', false],
  ['ABCD-EFGHJ', false],
  ['-', false],
  ['', false],
])('%j', (given, right) => {
  expect(isSetupCode(given, 'ABCD-EFGH')).toBe(right);
});
