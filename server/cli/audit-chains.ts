/** Where `audit verify` finds the chains, read without changing anything. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import type { SealedAuditEntry } from '../../shared/contract/audit.ts';
import { readFolder } from '../backup/json-files.ts';
import type { Config } from '../config.ts';
import { auditLogOf } from '../store/json/audit-log.ts';
import { Folder } from '../store/json/folder.ts';
import { withReadOnlyAuditLog } from '../store/postgres/read-only-audit-log.ts';
import { auditProblem } from '../store/row-schemas.ts';
import { type AuditLog, StoreDamaged } from '../store/store.ts';
import { CommandRefused } from './command.ts';

export interface Found {
  audit: AuditLog;
  /** Entries without a place in a chain yet. */
  unsealed: number;
}

/** Throws `StoreRefused` where there is no data to read. */
export async function withAuditLog<T>(
  { databaseUrl, dataDir }: Config,
  work: (found: Found) => Promise<T>,
): Promise<T> {
  if (databaseUrl !== null) return withReadOnlyAuditLog(databaseUrl, work);
  const database = await readFolder(dataDir);
  return work({ audit: auditLogOf(Folder.peek(dataDir), database.audit), unsealed: 0 });
}

/** The entries of an exported file. Throws `StoreDamaged` at a line that is none. */
export async function* entriesIn(file: string): AsyncGenerator<SealedAuditEntry> {
  const input = createReadStream(file);
  try {
    let number = 0;
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      number += 1;
      yield parse(line, `Line ${number} of ${file}`);
    }
  } catch (error) {
    if (error instanceof StoreDamaged) throw error;
    throw new CommandRefused(`${file} cannot be read: ${(error as Error).message}`);
  } finally {
    input.destroy();
  }
}

function parse(line: string, where: string): SealedAuditEntry {
  let entry: unknown;
  try {
    entry = JSON.parse(line);
  } catch {
    throw new StoreDamaged(`${where} is not JSON: cut off, or changed.`);
  }
  const problem = auditProblem(entry);
  if (problem) throw new StoreDamaged(`${where} ${problem}.`);
  return entry as SealedAuditEntry;
}
