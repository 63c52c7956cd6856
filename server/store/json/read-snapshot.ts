import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { rowProblem } from '../row-schemas.ts';
import { TABLE_NAMES, type TableName, type Tables } from '../rows.ts';
import { Database } from './database.ts';
import { deepFreeze } from './freeze.ts';
import { hex } from './record.ts';
import { migrateRow, SCHEMA_VERSION } from './schema.ts';
import { CHECKSUM_MEMBER, SNAPSHOT_FORMAT } from './snapshot.ts';

export interface Snapshot {
  database: Database;
  seq: number;
  schemaVersion: number;
}

/** What makes a file unusable, as the end of a sentence that begins with its name. */
export class Unusable extends Error {}

/** Throws `Unusable` for anything that a snapshot is not. */
export function parseSnapshot(bytes: Buffer): Snapshot {
  if (bytes.length === 0) throw new Unusable('is empty');
  const document = parseJson(bytes.toString());
  if (!isRecord(document) || document.format !== SNAPSHOT_FORMAT) {
    throw new Unusable('is not a file of Keyturn');
  }
  const { format: _, schemaVersion, seq, tables, audit, checksum: given, ...others } = document;
  if (!isCount(schemaVersion)) throw new Unusable('has no schemaVersion');
  if (schemaVersion > SCHEMA_VERSION)
    throw new Unusable('was written by a newer Keyturn, which can read it');
  if (given !== undefined) verifyChecksum(bytes, given);
  const other = Object.keys(others)[0];
  if (other !== undefined) throw new Unusable(`has an unknown part ${JSON.stringify(other)}`);
  if (!isCount(seq)) throw new Unusable('has no record number (seq)');
  if (!isRecord(tables)) throw new Unusable('has no tables');
  const unknown = Object.keys(tables).find((name) => !isTableName(name));
  if (unknown !== undefined && schemaVersion === SCHEMA_VERSION) {
    throw new Unusable(`has an unknown table ${JSON.stringify(unknown)}`);
  }
  const database = new Database();
  for (const name of TABLE_NAMES) {
    const rows = tables[name] ?? (schemaVersion < SCHEMA_VERSION ? [] : undefined);
    if (!Array.isArray(rows)) throw new Unusable(`has no table ${name}`);
    fill(database, name, rows, schemaVersion);
  }
  const chains = archivedChains.safeParse(audit ?? (schemaVersion < SCHEMA_VERSION ? [] : null));
  if (!chains.success) throw new Unusable('does not say how far the audit log was archived');
  for (const { orgId, ...archived } of chains.data) {
    if (database.audit.has(orgId)) throw new Unusable(`has the audit log of ${orgId} twice`);
    database.audit.setArchived(orgId, archived);
  }
  return { database, seq, schemaVersion };
}

const archivedChains = z.array(
  z.strictObject({
    orgId: z.string().regex(/^[\w-]+$/),
    seq: z.number().int().positive(),
    hash: z.string(),
    size: z.number().int().positive(),
  }),
);

/** A file without a checksum is taken as it is: someone has edited it on purpose. */
function verifyChecksum(bytes: Buffer, given: unknown): void {
  const covered = bytes.subarray(0, bytes.lastIndexOf(CHECKSUM_MEMBER));
  if (given === hex(crc32(covered))) return;
  throw new Unusable(
    'does not match its checksum: damaged, or edited by hand (remove the checksum to accept the edit)',
  );
}

function fill<T extends TableName>(
  database: Database,
  name: T,
  rows: unknown[],
  schemaVersion: number,
): void {
  rows.forEach((given, index) => {
    const row = asRow(name, given, schemaVersion, `has a wrong entry: tables.${name}[${index}]`);
    if (database.get(name, row.id)) {
      throw new Unusable(`has the id of tables.${name}[${index}] twice`);
    }
    database.table(name).put(row);
  });
}

/** A row read from a file of that schema version, checked and frozen. */
export function asRow<T extends TableName>(
  table: T,
  given: unknown,
  schemaVersion: number,
  where: string,
): Tables[T] {
  const row = isRecord(given) ? migrateRow(table, given, schemaVersion) : given;
  const problem = rowProblem(table, row);
  if (problem) throw new Unusable(`${where} ${problem}`);
  return deepFreeze(row as Tables[T]);
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
