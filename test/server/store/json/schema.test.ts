import { expect, test } from 'vitest';
import {
  MIGRATIONS,
  type Migration,
  migrateRow,
  SCHEMA_VERSION,
} from '../../../../server/store/json/schema.ts';

const migrations: Migration[] = [
  {
    version: 2,
    date: '2027-01-31',
    migrate: (table, row) => (table === 'users' ? { ...row, nick: row.name } : row),
  },
  {
    version: 3,
    date: '2027-02-28',
    migrate: (_table, row) => ({ ...row, ...('nick' in row && { nick: `@${row.nick}` }) }),
  },
];

test.each([
  ['users', 1, { name: 'Ada', nick: '@Ada' }],
  ['users', 2, { name: 'Ada' }],
  ['users', 3, { name: 'Ada' }],
  ['orgs', 1, { name: 'Ada' }],
])('a row of %s from version %i goes through the migrations after it', (table, from, migrated) => {
  expect(migrateRow(table, { name: 'Ada' }, from, migrations)).toEqual(migrated);
});

test('each version has its migration', () => {
  const versions = MIGRATIONS.map(({ version }) => version);
  expect(versions).toEqual(Array.from({ length: SCHEMA_VERSION - 1 }, (_, index) => index + 2));
});
