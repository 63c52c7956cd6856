import { readFile, stat } from 'node:fs/promises';
import { TABLE_NAMES, type TableName, type Tables } from '../rows.ts';
import { StoreRefused } from '../store.ts';
import { Database } from './database.ts';
import type { Folder } from './folder.ts';
import { UNIQUE } from './indexes.ts';
import { FIRST_LINE_LENGTH } from './journal.ts';
import { missingReference } from './overlay.ts';
import { Unusable } from './read-row.ts';
import { readSnapshot, type SizedSnapshot } from './read-snapshot.ts';
import { Damage, type Replayed, replay } from './replay.ts';
import { SCHEMA_VERSION } from './schema.ts';
import type { Table } from './table.ts';

export interface Loaded {
  database: Database;
  /** The number of the last record. */
  seq: number;
  /** Null: a file is of an older schema, so that a new snapshot is needed first. */
  snapshotSeq: number | null;
  /** In bytes. */
  snapshotSize: number;
  /** The journal to go on with, and up to where it is good; null: a new one is needed. */
  current: { base: number; size: number } | null;
}

/**
 * Reads the folder and changes nothing in it. Null: there is nothing yet, or a first
 * start that did not finish. Throws `StoreRefused`.
 *
 * A snapshot of record N is put in place only when `journal-N` is there, so the journals
 * from N on must be whole and without a gap; those before N are left-overs, which the
 * next snapshot removes.
 */
export async function load(folder: Folder): Promise<Loaded | null> {
  const bases = await folder.journals();
  const snapshot = await snapshotIn(folder);
  if (snapshot === null) {
    if (await isUnfinishedStart(folder, bases)) return null;
    throw refused(folder, `${folder.snapshot} is missing, but there are journals.`);
  }
  const { database, seq: snapshotSeq, schemaVersion } = snapshot;
  await checkArchives(folder, database);
  const needed = bases.filter((base) => base >= snapshotSeq);
  if (needed[0] !== snapshotSeq) {
    throw refused(
      folder,
      `${folder.journal(snapshotSeq)} is missing, and with it the latest changes.`,
    );
  }

  let seq = snapshotSeq;
  let current: Loaded['current'] = null;
  let isTorn = false;
  let migrates = schemaVersion < SCHEMA_VERSION;
  for (const [index, base] of needed.entries()) {
    const later = await withRecords(folder, needed.slice(index + 1));
    const replayed = await replayJournal(folder, base, database, seq, later);
    // A crash while it was being made left it, and the one before went on: nothing was ever in it.
    const wasNeverUsed = later.length === 0 || base < seq;
    if (replayed.end === 0 && !wasNeverUsed) {
      throw refused(folder, `${folder.journal(base)} is cut off in its first line.`);
    }
    seq = replayed.seq;
    migrates ||= replayed.schemaVersion < SCHEMA_VERSION;
    // One without records may be from a change of journals that was given up, as it surely
    // is where the one before has a torn end, which has to be cut before anything else.
    const isUsable = replayed.end > 0 && (replayed.records > 0 || (base === seq && !isTorn));
    if (isUsable) current = { base, size: replayed.end };
    isTorn ||= replayed.isTorn;
  }
  if (seq > snapshotSeq) {
    const problem = contradiction(database);
    if (problem) throw refused(folder, `The journals in ${folder.path} leave ${problem}.`);
  }
  if (migrates) current = null;
  return {
    database,
    seq,
    snapshotSeq: migrates ? null : snapshotSeq,
    snapshotSize: snapshot.size,
    current,
  };
}

/** Null where there is none. */
async function snapshotIn(folder: Folder): Promise<SizedSnapshot | null> {
  const handle = await folder.open(folder.snapshot, 'r').catch(nullIfMissing);
  if (!handle) return null;
  try {
    const snapshot = await readSnapshot(handle);
    const problem = contradiction(snapshot.database);
    if (problem) throw new Unusable(`has ${problem}`);
    return snapshot;
  } catch (error) {
    if (!(error instanceof Unusable)) throw error;
    throw refused(folder, `${folder.snapshot} ${error.message}.`);
  } finally {
    await handle.close();
  }
}

/** That there is as much of each archive as the snapshot counts on. */
async function checkArchives(folder: Folder, { audit }: Database): Promise<void> {
  for (const orgId of audit.orgIds()) {
    const path = folder.archive(orgId);
    const wanted = audit.archived(orgId).size;
    const there = await sizeIfThere(path);
    if (there === null) throw refused(folder, `${path} is missing.`);
    if (there < wanted) {
      throw refused(folder, `${path} is cut off: it has ${there} bytes, not ${wanted}.`);
    }
  }
}

async function replayJournal(
  folder: Folder,
  base: number,
  database: Database,
  seq: number,
  later: number[],
): Promise<Replayed> {
  const path = folder.journal(base);
  try {
    return replay(await readFile(path), database, seq, later.length === 0);
  } catch (error) {
    if (!(error instanceof Damage)) throw error;
    if (error.offset === null) throw refused(folder, `${path} ${error.message}.`);
    const cut = [`truncate -s ${error.offset} ${path}`];
    if (later.length > 0) cut.push(`rm ${later.map((one) => folder.journal(one)).join(' ')}`);
    throw refused(
      folder,
      `${path} ${error.message}.`,
      ` To go on without what stands from there on, first copy the folder, then: ${cut.join(' && ')}`,
    );
  }
}

async function withRecords(folder: Folder, bases: number[]): Promise<number[]> {
  const sizes = await Promise.all(
    bases.map(async (base) => (await stat(folder.journal(base))).size),
  );
  return bases.filter((_, index) => (sizes[index] ?? 0) > FIRST_LINE_LENGTH);
}

async function isUnfinishedStart(folder: Folder, bases: number[]): Promise<boolean> {
  if (bases.length === 0) return true;
  if (bases.length > 1 || bases[0] !== 0) return false;
  const replayed = await replayJournal(folder, 0, new Database(), 0, []);
  return replayed.records === 0;
}

/** What the indexes do not allow, as an object of "has" or "leave". */
export function contradiction(database: Database): string | null {
  for (const name of TABLE_NAMES) {
    const problem = contradictionIn(database, name);
    if (problem) return problem;
  }
  return null;
}

function contradictionIn<T extends TableName>(database: Database, name: T): string | null {
  const table = database.table(name);
  for (const row of table.values()) {
    const missing = missingReference(database, name, row);
    if (missing) return `${row.id} in ${name} with a ${missing} that is not there`;
  }
  for (const field of UNIQUE[name]) {
    const twice = sameTwice(table, field);
    if (twice) return `${twice.id} and another of ${name} with the same ${field}`;
  }
  return null;
}

/** Of all rows with a value each has one of its own where there are as many values. */
function sameTwice<T extends TableName>(table: Table<T>, field: string): Tables[T] | undefined {
  const valueIn = (row: Tables[T]): unknown => row[field as keyof Tables[T]];
  let count = 0;
  for (const row of table.values()) if (typeof valueIn(row) === 'string') count += 1;
  if (count === table.countUnique(field)) return undefined;
  return [...table.values()].find((row) => {
    const value = valueIn(row);
    return typeof value === 'string' && table.byUnique(field, value) !== row;
  });
}

function refused(folder: Folder, problem: string, otherWay = ''): StoreRefused {
  return new StoreRefused(
    `${problem} Nothing was changed. Move the folder ${folder.path} away and run "keyturn restore <backup>".${otherWay}`,
  );
}

async function sizeIfThere(path: string): Promise<number | null> {
  return (await stat(path).catch(nullIfMissing))?.size ?? null;
}

function nullIfMissing(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
