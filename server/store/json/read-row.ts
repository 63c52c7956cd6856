/** What snapshots, journals and backups have in common when they are read. */
import { rowProblem } from '../row-schemas.ts';
import { TABLE_NAMES, type TableName, type Tables } from '../rows.ts';
import { deepFreeze } from './freeze.ts';
import { migrateRow } from './schema.ts';

/** What makes a file unusable, as the end of a sentence that begins with its name. */
export class Unusable extends Error {}

/** A row read from a file of that schema version, checked and, but for keys, frozen. */
export function asRow<T extends TableName>(
  table: T,
  given: unknown,
  schemaVersion: number,
  where: string,
): Tables[T] {
  const row = isRecord(given) ? migrateRow(table, given, schemaVersion) : given;
  const problem = rowProblem(table, row);
  if (problem) throw new Unusable(`${where} ${problem}`);
  return asOwnRow(table, row as Tables[T]);
}

/** The same of what is known to be a row, of this version. */
export function asOwnRow<T extends TableName>(table: T, row: Tables[T]): Tables[T] {
  // Keys are copied once more on their way into the database.
  return table === 'keys' ? row : deepFreeze(row);
}

/** Throws `Unusable` where the text is not JSON; its content is not repeated. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Unusable('is not valid JSON: broken or cut off');
  }
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

export function isTableName(value: unknown): value is TableName {
  return (TABLE_NAMES as readonly unknown[]).includes(value);
}
