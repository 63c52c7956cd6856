import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../store/json/database.ts';
import { TABLE_NAMES } from '../store/rows.ts';
import { type BackupRow, type Counts, noRows } from './format.ts';

/**
 * Whether `rows` are those of the folder, each one whole (with its key's hash, its place
 * in the audit chain, …) and no other: null then, else a sentence that names the first
 * difference, without its values.
 */
export async function differenceOf(
  folder: Database,
  rows: AsyncIterable<BackupRow>,
): Promise<string | null> {
  const counts: Counts = noRows();
  for await (const [table, row] of rows) {
    counts[table] += 1;
    const expected = folder.get(table, row.id);
    if (!expected) return `${row.id} of ${table} is in the database but not in the folder.`;
    if (!isDeepStrictEqual(asPostgresKeeps(row), asPostgresKeeps(expected))) {
      return `${row.id} of ${table} is not the same in both.`;
    }
  }
  for (const table of TABLE_NAMES) {
    const missing = folder.table(table).size - counts[table];
    if (missing > 0) return `${missing} of ${table} are not in the database.`;
  }
  return null;
}

/** Without what its text cannot hold: NUL, and halves of surrogate pairs. */
function asPostgresKeeps(row: object): unknown {
  return JSON.parse(JSON.stringify(row), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '\ufffd').toWellFormed() : value,
  );
}
