import { expect, test } from 'vitest';
import {
  commonPasswords,
  refuseWeakPassword,
  weakness,
} from '../../../../server/domain/people/weak-passwords.ts';
import { newPassword } from '../../../../shared/contract/primitives.ts';
import { NO_BREACHES } from '../../../support/pwned-passwords.ts';

const COMMON = await commonPasswords();
const KNOWN = ['Annabel Quarrington', 'ada@example.com', 'Fernhill Gatekeeping'];

test.each([
  ['in the list', 'qwertyuiop12'],
  ['in capitals', 'QWERTYuiop12'],
  ['in full-width letters', 'ｑｗｅｒｔｙｕｉｏｐ12'],
  ['with digits and signs around it', '**password2026!!'],
  ['twice', 'letmeinletmein'],
  ['two of them', 'dragonmonkey'],
  ['two of them with a sign between', 'dragon-monkey-1'],
  ['something short again and again', 'xyzxyzxyzxyz'],
  ['one character', 'zzzzzzzzzzzz'],
  ['letters in a row', 'abcdefghijklm'],
  ['digits in a row, downwards', '9876543210'],
])('a common password %s is weak', (_what, password) => {
  expect(weakness(password, KNOWN, COMMON)).toBe('common');
});

test.each([
  ["the organisation's name and a year", 'fernhill-gatekeeping-26'],
  ["a person's name twice", 'Quarrington-1815'],
  ['the product', 'Keyturn-Keyturn!'],
  ['a name with a common word', 'fernhill+password1'],
  ['a part of the address', 'example.com/01'],
])('%s is weak', (_what, password) => {
  expect(weakness(password, KNOWN, COMMON)).toBe('context');
});

test.each([
  ['words of no account', 'correct horse battery'],
  ['a name among others', 'Quarrington wrote the first one'],
  ['random text', 'x7Gq2pLz-9Rt'],
  ['a name and random text', 'fernhill-x7Gq2pLz'],
  ['another script', 'пароль для кошки'],
  ['a word of two letters from a name', 'of the three adas'],
])('%s is not', (_what, password) => {
  expect(weakness(password, KNOWN, COMMON)).toBeNull();
});

test.each([
  '123qweasdzxc',
  'unbelievable',
  'counterstrike',
  'ghbdtnrfrltkf',
  'jamesbond007',
  'zxcdsaqwerfv',
  'domainlock2005',
  'g00dpa$$w0rd',
  '000bn185rt48',
])('%s, long and much used, is weak as it is', (password) => {
  expect(COMMON.has(password)).toBe(true);
  expect(weakness(password.toUpperCase(), KNOWN, COMMON)).toBe('common');
});

test('all of the list are weak', () => {
  const strong = [...COMMON].filter((password) => weakness(password, [], COMMON) !== 'common');
  expect(strong).toEqual([]);
});

test('of those that the policy would take, there are the 3,000 of OWASP ASVS 5.0 6.2.4', () => {
  const taken = [...COMMON].filter((password) => newPassword.safeParse(password).success);
  expect(taken.length).toBeGreaterThan(3000);
});

test('the refusal names the field and does not repeat the password', async () => {
  const refused = refuseWeakPassword(
    { breached: NO_BREACHES },
    'password2026!',
    [],
    'admin.password',
  );
  await expect(refused).rejects.toMatchObject({
    code: 'invalid_input',
    message: expect.not.stringContaining('2026'),
    errors: [{ path: 'admin.password', message: 'must not be a common password' }],
  });
});
