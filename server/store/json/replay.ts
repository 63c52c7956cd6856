import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { auditProblem } from '../row-schemas.ts';
import type { Change, Database, Touched } from './database.ts';
import { deepFreeze } from './freeze.ts';
import { FIRST_LINE_LENGTH, firstLine } from './journal.ts';
import { asRow, isRecord, isTableName, parseJson, Unusable } from './read-row.ts';
import { readRecord } from './record.ts';
import { SCHEMA_VERSION } from './schema.ts';

export interface Replayed {
  /** The number of the last record. */
  seq: number;
  /** Up to where the journal is good, in bytes; 0 where not even its first line is whole. */
  end: number;
  /** Whether a torn end was left out. */
  isTorn: boolean;
  records: number;
  schemaVersion: number;
}

/** What is wrong with a journal, and from which byte on where what stands before is good. */
export class Damage extends Error {
  readonly offset: number | null;

  constructor(problem: string, offset: number | null = null) {
    super(problem);
    this.offset = offset;
  }
}

/**
 * Makes the journal's changes in `database`, whose last record was number `seq`. A torn
 * end is left out if `isLast`: only the newest journal can have one. Throws `Damage`.
 */
export function replay(bytes: Buffer, database: Database, seq: number, isLast: boolean): Replayed {
  const schemaVersion = readFirstLine(bytes);
  if (schemaVersion === null) {
    return { seq, end: 0, isTorn: false, records: 0, schemaVersion: SCHEMA_VERSION };
  }
  let offset = FIRST_LINE_LENGTH;
  let records = 0;
  for (;;) {
    const reading = readRecord(bytes, offset);
    if (reading.is === 'damaged' || (reading.is === 'torn' && !isLast)) {
      throw new Damage(`is damaged at byte ${offset}`, offset);
    }
    if (reading.is !== 'record') {
      const isTorn = reading.is === 'torn';
      return { seq: seq + records, end: offset, isTorn, records, schemaVersion };
    }
    try {
      make(changesIn(reading.payload, seq + records + 1, schemaVersion), database);
    } catch (error) {
      if (!(error instanceof Unusable)) throw error;
      throw new Damage(`has a record at byte ${offset} that ${error.message}`, offset);
    }
    records += 1;
    offset = reading.end;
  }
}

/** The schema version; null where a crash came while the journal was being made. */
function readFirstLine(bytes: Buffer): number | null {
  const line = bytes.toString('latin1', 0, FIRST_LINE_LENGTH);
  const version = Number(/ (\d{4}) \w{8}$/.exec(line)?.[1]);
  if (line === firstLine(version)) {
    if (version > SCHEMA_VERSION)
      throw new Damage('was written by a newer Keyturn, which can read it');
    return version;
  }
  const written = line.replace(/\0+$/, '');
  if (bytes.length <= FIRST_LINE_LENGTH && firstLine(SCHEMA_VERSION).startsWith(written)) {
    return null;
  }
  throw new Damage('is not a journal of Keyturn, or is damaged at byte 0');
}

function changesIn(payload: string, seq: number, schemaVersion: number): Change[] {
  const record = parseJson(payload);
  if (!isRecord(record) || !Array.isArray(record.changes)) throw new Unusable('has no changes');
  if (record.seq !== seq) {
    throw new Unusable(`has number ${String(record.seq)} where ${seq} comes next`);
  }
  return record.changes.map((change: unknown): Change => {
    const [table, rowOrId]: unknown[] = Array.isArray(change) ? change : [];
    if (table === 'touched' && isTouched(rowOrId)) return [table, rowOrId];
    if (table === 'audit') return [table, asEntry(rowOrId)];
    if (!isTableName(table)) throw new Unusable('changes an unknown table');
    if (typeof rowOrId === 'string') return [table, rowOrId];
    return [table, asRow(table, rowOrId, schemaVersion, 'has a wrong entry: it')] as Change;
  });
}

function asEntry(given: unknown): SealedAuditEntry {
  const problem = auditProblem(given);
  if (problem) throw new Unusable(`has a wrong audit entry: it ${problem}`);
  return deepFreeze(given as SealedAuditEntry);
}

function make(changes: readonly Change[], database: Database): void {
  for (const change of changes) {
    const [log, entry] = change;
    const problem = log === 'audit' && typeof entry === 'object' && database.audit.problem(entry);
    if (problem) throw new Unusable(`has an audit entry that ${problem}`);
    database.apply([change]);
  }
}

function isTouched(value: unknown): value is Touched {
  return (
    Array.isArray(value) &&
    value.every(
      (use) =>
        Array.isArray(use) &&
        use.length === 2 &&
        typeof use[0] === 'string' &&
        typeof use[1] === 'number',
    )
  );
}
