import { expect, test } from 'vitest';
import { rowProblem } from '../../../server/store/row-schemas.ts';
import { userRow } from '../../support/rows.ts';

test.each([
  ['a number that JSON cannot hold', { createdAt: Number.NaN }],
  ['a missing value', { name: undefined }],
  ['a field that the table does not have', { plan: 'free' }],
])('%s makes it no row, and no value is repeated', (_, change) => {
  const row = { ...userRow({ passwordHash: 'secret' }), ...change };
  expect(rowProblem('users', row)).toMatch(/^is not a row of users: /);
  expect(rowProblem('users', row)).not.toMatch(/secret|Ada/);
});

test('a row of its table has no problem', () => {
  expect(rowProblem('users', userRow())).toBeNull();
});
