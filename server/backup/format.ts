/*
 * A backup is gzip'd lines of text, each `<CRC-32 of the JSON, 8 hex digits> <JSON>`:
 *
 *   the header        {"format":"keyturn-backup","version":1,"schemaVersion":2,…}
 *   a line for a row  ["keys",{…}]
 *   the end           {"rows":{"keys":12,…},"sha256":"…"}
 *
 * `sha256` is over all bytes before the end's line. The line's own checksum tells where a
 * damaged file is damaged, and the end that nothing is missing.
 */
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { SealedAuditEntry } from '../../shared/contract/audit.ts';
import { CHECK_CODES } from '../../shared/contract/check.ts';
import type { DayRow, RequestRow } from '../store/requests.ts';
import { TABLE_NAMES, type TableName, type Tables } from '../store/rows.ts';

export const BACKUP_FORMAT = 'keyturn-backup';
export const BACKUP_VERSION = 1;

/**
 * Every kind of row, in the order in which they come; the audit log's of one org in the
 * order of its chain.
 */
export const KINDS = [...TABLE_NAMES, 'audit', 'requests', 'days'] as const;
export type Kind = (typeof KINDS)[number];

export type TableRow = { [T in TableName]: readonly [kind: T, row: Tables[T]] }[TableName];
export type BackupRow =
  | TableRow
  | readonly [kind: 'audit', entry: SealedAuditEntry]
  | readonly [kind: 'requests', row: RequestRow]
  | readonly [kind: 'days', row: DayRow];
export type BackupRows = AsyncIterable<BackupRow>;

export type Counts = Record<Kind, number>;

export const backupHeader = z.object({
  format: z.literal(BACKUP_FORMAT),
  version: z.number().int(),
  /** Of the rows, as in `store/json/schema.ts`. */
  schemaVersion: z.number().int(),
  /** ISO 8601. */
  createdAt: z.string(),
  /** Keyturn's version. */
  keyturn: z.string(),
  from: z.enum(['json-files', 'postgresql']),
});
export type BackupHeader = z.output<typeof backupHeader>;

export const backupEnd = z.object({
  rows: z.record(z.string(), z.number().int()),
  sha256: z.string(),
});

export const requestRow = z.strictObject({
  id: z.string(),
  keyId: z.string(),
  at: z.number(),
  outcome: z.enum(CHECK_CODES),
  scopes: z.array(z.string()),
  method: z.string().nullable(),
  path: z.string().nullable(),
  ip: z.string().nullable(),
}) satisfies z.ZodType<RequestRow>;

export const dayRow = z.strictObject({
  keyId: z.string(),
  day: z.string(),
  allowed: z.number(),
  refused: z.number(),
}) satisfies z.ZodType<DayRow>;

export function noRows(): Counts {
  return Object.fromEntries(KINDS.map((kind) => [kind, 0])) as Counts;
}

/** The same rows, each counted as it goes by. */
export async function* counted(rows: BackupRows, counts: Counts): AsyncGenerator<BackupRow> {
  for await (const row of rows) {
    counts[row[0]] += 1;
    yield row;
  }
}

export function lineOf(value: unknown): string {
  const json = JSON.stringify(value);
  return `${checksum(json)} ${json}\n`;
}

/** What a line without its line break says; undefined where its checksum is another. */
export function readLine(line: string): unknown {
  const json = line.slice(9);
  if (line[8] !== ' ' || line.slice(0, 8) !== checksum(json)) return undefined;
  return JSON.parse(json);
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
