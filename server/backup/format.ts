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
import { TABLE_NAMES, type TableName, type Tables } from '../store/rows.ts';

export const BACKUP_FORMAT = 'keyturn-backup';
export const BACKUP_VERSION = 1;

export type BackupRow = { [T in TableName]: readonly [table: T, row: Tables[T]] }[TableName];
export type Counts = Record<TableName, number>;

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

export const backupRow = z.tuple([z.string(), z.record(z.string(), z.unknown())]);

export function noRows(): Counts {
  return Object.fromEntries(TABLE_NAMES.map((name) => [name, 0])) as Counts;
}

export function lineOf(value: unknown): string {
  const json = JSON.stringify(value);
  return `${checksum(json)} ${json}\n`;
}

/** Of a line without its line break; undefined where its checksum is another. */
export function readLine(line: string): unknown {
  const json = line.slice(9);
  if (line[8] !== ' ' || line.slice(0, 8) !== checksum(json)) return undefined;
  return JSON.parse(json);
}

function checksum(json: string): string {
  return crc32(json).toString(16).padStart(8, '0');
}
