import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { asRow, isTableName, Unusable } from '../store/json/read-row.ts';
import { SCHEMA_VERSION } from '../store/json/schema.ts';
import { auditProblem } from '../store/row-schemas.ts';
import {
  BACKUP_VERSION,
  type BackupHeader,
  type BackupRow,
  backupEnd,
  backupHeader,
  dayRow,
  KINDS,
  noRows,
  readLine,
  requestRow,
} from './format.ts';
import { BackupRefused } from './refused.ts';

/**
 * The rows of a backup, as the newest schema has them. Throws `BackupRefused` where the
 * file is none, is damaged, or ends too soon: at the latest after the last row, so nothing
 * may be made of the rows before all have come.
 */
export async function* readBackup(file: string): AsyncGenerator<BackupRow> {
  const sha256 = createHash('sha256');
  const counts = noRows();
  let header: BackupHeader | undefined;
  let ended = false;
  let number = 0;
  for await (const line of linesOf(file)) {
    number += 1;
    const where = `${file}, line ${number},`;
    if (ended) throw new BackupRefused(`${where} goes on after its end.`);
    const value = parsed(line, where);
    if (!header) {
      header = readHeader(file, value);
    } else if (Array.isArray(value)) {
      const row = readRow(value, header, where);
      counts[row[0]] += 1;
      yield row;
    } else {
      checkEnd(file, value, counts, sha256.digest('hex'));
      ended = true;
      continue;
    }
    sha256.update(`${line}\n`);
  }
  if (!ended) throw new BackupRefused(`${file} is cut off: it has no end. Nothing was restored.`);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const text = createGunzip();
  // Errors of both come out of the loop.
  pipeline(createReadStream(file), text, () => undefined);
  const decoder = new TextDecoder('utf-8', { fatal: true });
  let rest = '';
  try {
    for await (const chunk of text) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
    rest += decoder.decode();
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') throw new BackupRefused(`There is no file ${file}.`);
    if (!/^(Z_|E[A-Z]+)/.test(code)) throw error;
    throw new BackupRefused(`${file} is no backup, is damaged or is cut off (${message}).`);
  }
  if (rest !== '') throw new BackupRefused(`${file} is cut off in its last line.`);
}

function parsed(line: string, where: string): unknown {
  const value = readLine(line);
  if (value === undefined) throw new BackupRefused(`${where} is damaged, or is no backup.`);
  return value;
}

function readHeader(file: string, value: unknown): BackupHeader {
  const header = backupHeader.safeParse(value).data;
  if (!header) throw new BackupRefused(`${file} is no backup of Keyturn.`);
  if (header.version > BACKUP_VERSION || header.schemaVersion > SCHEMA_VERSION) {
    throw new BackupRefused(
      `${file} was written by Keyturn ${header.keyturn}, which is newer. Restore it with that version.`,
    );
  }
  return header;
}

function readRow([kind, row, ...rest]: unknown[], header: BackupHeader, where: string): BackupRow {
  const isOurs = typeof kind === 'string' && (KINDS as readonly string[]).includes(kind);
  if (!isOurs || rest.length > 0) throw new BackupRefused(`${where} is no row of Keyturn.`);
  const problem = OTHERS[kind]?.(row) ?? null;
  if (problem !== null) throw new BackupRefused(`${where} ${problem}.`);
  if (!isTableName(kind)) return [kind, row] as BackupRow;
  try {
    return [kind, asRow(kind, row, header.schemaVersion, 'has a row that')] as BackupRow;
  } catch (error) {
    if (error instanceof Unusable) throw new BackupRefused(`${where} ${error.message}.`);
    throw error;
  }
}

/** What is wrong with a row that is of no table. */
const OTHERS: Partial<Record<string, (row: unknown) => string | null>> = {
  audit: auditProblem,
  requests: (row) => (requestRow.safeParse(row).success ? null : 'is not a recorded request'),
  days: (row) => (dayRow.safeParse(row).success ? null : "is not a day's count"),
};

function checkEnd(file: string, value: unknown, counts: Record<string, number>, sha256: string) {
  const end = backupEnd.safeParse(value).data;
  const isWhole =
    end !== undefined &&
    end.sha256 === sha256 &&
    Object.entries(counts).every(([table, count]) => (end.rows[table] ?? 0) === count);
  if (!isWhole) throw new BackupRefused(`${file} is damaged: rows are missing or were changed.`);
}
