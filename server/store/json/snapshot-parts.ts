import { z } from 'zod';
import { TABLE_NAMES, type Tables } from '../rows.ts';
import { Database } from './database.ts';
import { asOwnRow, asRow, isCount, isTableName, Unusable } from './read-row.ts';
import { hex } from './record.ts';
import { SCHEMA_VERSION } from './schema.ts';
import { SNAPSHOT_FORMAT } from './snapshot.ts';

export interface Snapshot {
  database: Database;
  seq: number;
  schemaVersion: number;
}

/** Puts a database together from a snapshot's parts, in the order in which they are written. */
export class SnapshotParts {
  readonly #database = new Database();
  readonly #schemaVersion: number;
  readonly #seq: number;
  readonly #begun = new Set<string>();
  #table = '';
  #rows = 0;

  /** All but the tables, the audit log and the checksum. Throws `Unusable`, like the others. */
  constructor(head: Record<string, unknown>) {
    this.#schemaVersion = schemaVersionIn(head);
    const { format: _, schemaVersion: _version, seq, ...others } = head;
    const other = Object.keys(others)[0];
    if (other !== undefined) throw new Unusable(`has an unknown part ${JSON.stringify(other)}`);
    if (!isCount(seq)) throw new Unusable('has no record number (seq)');
    this.#seq = seq;
  }

  /** What comes next is of that table. */
  beginTable(name: string): void {
    if (!isTableName(name) && this.#schemaVersion === SCHEMA_VERSION) {
      throw new Unusable(`has an unknown table ${JSON.stringify(name)}`);
    }
    if (this.#begun.has(name)) throw new Unusable(`has the table ${name} twice`);
    this.#begun.add(name);
    this.#table = name;
    this.#rows = 0;
  }

  addRow(given: unknown): void {
    const name = this.#table;
    // Of an older version.
    if (!isTableName(name)) return;
    const place = `tables.${name}[${this.#rows++}]`;
    const row = asRow(name, given, this.#schemaVersion, `has a wrong entry: ${place}`);
    if (this.#database.put(name, row)) throw new Unusable(`has the id of ${place} twice`);
  }

  /** The same of a row that is as we wrote it, or else a checksum will tell. */
  addOwnRow(given: unknown): void {
    const name = this.#table;
    if (this.#schemaVersion < SCHEMA_VERSION || !isTableName(name)) {
      this.addRow(given);
      return;
    }
    this.#rows += 1;
    try {
      if (!this.#database.put(name, asOwnRow(name, given as Tables[typeof name]))) return;
    } catch {
      // Of no shape that a row can have.
    }
    throw new Unusable(`has a wrong entry: tables.${name}[${this.#rows - 1}]`);
  }

  end(audit: unknown): Snapshot {
    const isOlder = this.#schemaVersion < SCHEMA_VERSION;
    const missing = TABLE_NAMES.find((name) => !this.#begun.has(name));
    if (missing !== undefined && !isOlder) throw new Unusable(`has no table ${missing}`);
    const chains = archivedChains.safeParse(audit ?? (isOlder ? [] : null));
    if (!chains.success) throw new Unusable('does not say how far the audit log was archived');
    const database = this.#database;
    for (const { orgId, ...archived } of chains.data) {
      if (database.audit.has(orgId)) throw new Unusable(`has the audit log of ${orgId} twice`);
      database.audit.setArchived(orgId, archived);
    }
    return { database, seq: this.#seq, schemaVersion: this.#schemaVersion };
  }
}

const archivedChains = z.array(
  z.strictObject({
    orgId: z.string().regex(/^[\w-]+$/),
    seq: z.number().int().positive(),
    hash: z.string(),
    size: z.number().int().positive(),
  }),
);

export function schemaVersionIn({ format, schemaVersion }: Record<string, unknown>): number {
  if (format !== SNAPSHOT_FORMAT) throw new Unusable('is not a file of Keyturn');
  if (!isCount(schemaVersion)) throw new Unusable('has no schemaVersion');
  if (schemaVersion > SCHEMA_VERSION)
    throw new Unusable('was written by a newer Keyturn, which can read it');
  return schemaVersion;
}

/** A file without a checksum is taken as it is: someone has edited it on purpose. */
export function verifyChecksum(given: unknown, actual: number): void {
  if (given === undefined || given === hex(actual)) return;
  throw new Unusable(
    'does not match its checksum: damaged, or edited by hand (remove the checksum to accept the edit)',
  );
}
