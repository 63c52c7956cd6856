import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { createPasswords, PASSWORD_COST } from '../../../../server/domain/people/passwords.ts';

const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };

test('a hash says how it was made, never the same twice', async () => {
  const passwords = await createPasswords(CHEAP, randomBytes);
  const first = await passwords.hash('correct horse');
  expect(first).toMatch(/^\$argon2id\$v=19\$m=8,t=1,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
  expect(await passwords.hash('correct horse')).not.toBe(first);
});

test('in earnest it costs what OWASP asks for', async () => {
  const passwords = await createPasswords(PASSWORD_COST, randomBytes);
  expect(await passwords.hash('correct horse')).toContain('$m=19456,t=2,p=1$');
});

test.each([
  ['the same', 'correct horse', 'correct horse', true],
  ['another', 'correct horse', 'correct house', false],
  ['another case', 'correct horse', 'Correct horse', false],
  ['combining characters for composed ones', 'B\u00fccher', 'Bu\u0308cher', true],
  ['full-width letters', 'ABC', '\uff21\uff22\uff23', true],
  ['a space at the end', 'correct horse', 'correct horse ', false],
])('%s', async (_what, password, given, matches) => {
  const passwords = await createPasswords(CHEAP, randomBytes);
  expect(await passwords.verify(await passwords.hash(password), given)).toBe(matches);
});

test('nobody has no password, not even an empty one', async () => {
  const passwords = await createPasswords(CHEAP, randomBytes);
  expect(await passwords.verify(null, '')).toBe(false);
});
