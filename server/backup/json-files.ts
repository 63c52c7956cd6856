/** The rows of a data folder, and a folder made of rows. */
import { access, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { JournaledFiles } from '../store/json/adapter.ts';
import { archivedEntries } from '../store/json/archive-reader.ts';
import { type Change, Database } from '../store/json/database.ts';
import { Folder } from '../store/json/folder.ts';
import { contradiction, load } from '../store/json/load.ts';
import { RequestFiles } from '../store/json/requests/files.ts';
import type { DayRow, RequestRow } from '../store/requests.ts';
import { TABLE_NAMES } from '../store/rows.ts';
import { StoreRefused } from '../store/store.ts';
import type { BackupRow, BackupRows, TableRow } from './format.ts';
import { BackupRefused } from './refused.ts';

/** A snapshot is put in place within milliseconds, and then not again for long. */
const TRIES = 20;
const AGAIN_AFTER = 100;
/** Of the record of requests: written at a time. */
const REQUESTS_AT_ONCE = 10_000;

/** All that the folder holds at one moment, as `readFolder`. Throws also `StoreDamaged`. */
export async function* rowsOfFolder(dir: string): AsyncGenerator<BackupRow> {
  yield* rowsIn(Folder.peek(dir), await readFolder(dir));
}

/**
 * What the folder holds at one moment, also while a server uses it: the newest journal
 * only grows, so what is read of it is a whole beginning of it, and at least what was
 * acknowledged before this was called. While a new snapshot replaces the journals, files
 * are missing for a moment; hence the tries. Changes nothing. Throws `StoreRefused`.
 */
export async function readFolder(dir: string): Promise<Database> {
  await requireData(dir);
  for (let tries = 1; ; tries++) {
    try {
      const loaded = await load(Folder.peek(dir));
      if (loaded) return loaded.database;
      throw nothingIn(dir);
    } catch (error) {
      const mayPass = error instanceof StoreRefused || isMissing(error);
      if (!mayPass || tries === TRIES) throw error;
    }
    await setTimeout(AGAIN_AFTER);
  }
}

/** Throws `StoreRefused` where there is no data folder: a server would make a new one. */
export async function requireData(dir: string): Promise<void> {
  await access(Folder.peek(dir).snapshot).catch(() => {
    throw nothingIn(dir);
  });
}

/** Throws `StoreDamaged`. */
async function* rowsIn(folder: Folder, database: Database): AsyncGenerator<BackupRow> {
  for (const table of TABLE_NAMES) {
    for (const row of database.values(table)) yield [table, row] as TableRow;
  }
  const { audit } = database;
  for (const orgId of audit.orgIds()) {
    for await (const entry of archivedEntries(folder, orgId, audit.archived(orgId))) {
      yield ['audit', entry];
    }
    for (const entry of audit.recent(orgId)) yield ['audit', entry];
  }
  const requests = new RequestFiles(folder, (keyId) => database.has('keys', keyId));
  for await (const line of requests.all()) {
    yield 'day' in line ? ['days', line.day] : ['requests', line.request];
  }
}

/**
 * Makes a data folder of the rows where there is nothing yet; all of them stand or none.
 * Throws `StoreRefused` where there is something, or where another process uses it.
 */
export async function fillFolder(dir: string, rows: BackupRows): Promise<void> {
  const folder = await Folder.take(dir);
  try {
    const names = await contentOf(folder);
    if (names.length > 0) {
      throw new StoreRefused(
        `There is something in ${dir} already (${names.slice(0, 5).join(', ')}). Restore into a new folder: set KEYTURN_DATA_DIR to it, or move this one away.`,
      );
    }
    await fill(folder, rows).catch(async (error) => {
      for (const name of await contentOf(folder)) {
        await rm(join(folder.path, name), { recursive: true, force: true });
      }
      throw error;
    });
  } finally {
    await folder.release();
  }
}

async function contentOf(folder: Folder): Promise<string[]> {
  return (await readdir(folder.path)).filter((name) => name !== 'lock');
}

/** It is a data folder from the last step on. */
async function fill(folder: Folder, rows: BackupRows): Promise<void> {
  const files = new JournaledFiles(folder);
  const requests = new RequestFiles(folder, () => true);
  const recorded: Recorded = { requests: [], days: [] };
  try {
    await files.read();
    const database = new Database();
    for await (const row of rows) {
      if (row[0] === 'requests') recorded.requests.push(row[1]);
      else if (row[0] === 'days') recorded.days.push(row[1]);
      else put(database, row);
      if (recorded.requests.length + recorded.days.length >= REQUESTS_AT_ONCE) {
        await append(requests, recorded);
      }
    }
    await append(requests, recorded);
    const problem = contradiction(database);
    if (problem) throw new BackupRefused(`It has ${problem}.`);
    await files.write(database);
  } finally {
    await requests.close();
    await files.close();
  }
}

interface Recorded {
  requests: RequestRow[];
  days: DayRow[];
}

async function append(files: RequestFiles, recorded: Recorded): Promise<void> {
  const everything = { perKey: Number.POSITIVE_INFINITY, since: 0, sinceDay: '' };
  await files.append(recorded.requests.splice(0), recorded.days.splice(0), everything);
}

function put(database: Database, row: Exclude<BackupRow, readonly ['requests' | 'days', unknown]>) {
  if (row[0] === 'audit') {
    database.audit.append(row[1]);
    return;
  }
  const [table, { id }] = row;
  if (database.get(table, id)) throw new BackupRefused(`It has ${id} of ${table} twice.`);
  database.apply([row as unknown as Change]);
}

function nothingIn(dir: string): StoreRefused {
  return new StoreRefused(
    `There is no data of Keyturn in ${dir}. Set KEYTURN_DATA_DIR to its folder, or DATABASE_URL to its database.`,
  );
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
