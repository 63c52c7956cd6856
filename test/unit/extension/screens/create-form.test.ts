import { describe, expect, it } from 'vitest';
import {
  EMPTY_FORM,
  expiryHint,
  problemsOf,
  toNewKey,
} from '../../../../extension/screens/create-key/form.ts';

const NOW = new Date(2026, 10, 21, 12).getTime();
const SCOPES = ['tasks:read'];

describe('problemsOf', () => {
  it('wants a name and at least one permission', () => {
    expect(problemsOf({ ...EMPTY_FORM, name: '  ' }, [], NOW)).toEqual({
      name: 'Give the key a name.',
      scopes: 'Choose at least one permission.',
    });
    expect(problemsOf({ ...EMPTY_FORM, name: 'Nightly' }, SCOPES, NOW)).toEqual({});
  });

  it.each([
    ['', 'Choose the date on which the key ends.'],
    ['2026-11-20', 'Choose today or a later date.'],
    ['2026-11-21', undefined],
    ['2027-01-31', undefined],
  ])('says of the date "%s": %s', (date, problem) => {
    const fields = { ...EMPTY_FORM, name: 'Nightly', expiry: 'on', date };
    expect(problemsOf(fields, SCOPES, NOW).expiresAt).toBe(problem);
  });

  it('does not mind a date that is not used', () => {
    const fields = { ...EMPTY_FORM, name: 'Nightly', expiry: '30', date: '2020-01-01' };
    expect(problemsOf(fields, SCOPES, NOW)).toEqual({});
  });

  it('keeps to as many permissions as the contract takes', () => {
    const many = Array.from({ length: 201 }, (_, at) => `r${at}:read`);
    const fields = { ...EMPTY_FORM, name: 'Nightly' };
    expect(problemsOf(fields, many, NOW).scopes).toBe('Choose at most 200 permissions.');
  });
});

describe('toNewKey', () => {
  it.each([
    ['never', { kind: 'never' }],
    ['30', { kind: 'in', days: 30 }],
    ['90', { kind: 'in', days: 90 }],
    ['365', { kind: 'in', days: 365 }],
    ['on', { kind: 'on', date: '2027-01-31' }],
    ['something a draft held', { kind: 'never' }],
  ])('takes the expiry "%s" as %o', (expiry, sent) => {
    const fields = { ...EMPTY_FORM, name: ' Nightly ', expiry, date: '2027-01-31' };
    expect(toNewKey(fields, SCOPES)).toEqual({ name: 'Nightly', scopes: SCOPES, expiry: sent });
  });
});

describe('expiryHint', () => {
  it('says the day that a lifetime ends on', () => {
    expect(expiryHint('90', NOW)).toContain('until 19 February 2027.');
  });
});
