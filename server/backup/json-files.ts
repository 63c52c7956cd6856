/** The rows of a data folder, and a folder made of rows. */
import { access, readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { JournaledFiles } from '../store/json/adapter.ts';
import { Database } from '../store/json/database.ts';
import { Folder } from '../store/json/folder.ts';
import { contradiction, load } from '../store/json/load.ts';
import { TABLE_NAMES } from '../store/rows.ts';
import { StoreRefused } from '../store/store.ts';
import type { BackupRow } from './format.ts';
import { BackupRefused } from './refused.ts';

/** A snapshot is put in place within milliseconds, and then not again for long. */
const TRIES = 20;
const AGAIN_AFTER = 100;

/**
 * All that the folder holds at one moment, also while a server uses it: the newest
 * journal only grows, so what is read of it is a whole beginning of it, and at least what
 * was acknowledged before this was called. While a new snapshot replaces the journals,
 * files are missing for a moment; hence the tries. Changes nothing. Throws `StoreRefused`.
 */
export async function readFolder(dir: string): Promise<Database> {
  await requireData(dir);
  const folder = Folder.peek(dir);
  for (let tries = 1; ; tries++) {
    try {
      const loaded = await load(folder);
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

export function* rowsIn(database: Database): Generator<BackupRow> {
  for (const table of TABLE_NAMES) {
    for (const row of database.values(table)) yield [table, row] as BackupRow;
  }
}

/**
 * Makes a data folder of the rows where there is none yet; all of them stand or none.
 * Throws `StoreRefused` where there is one, or where another process uses it.
 */
export async function fillFolder(dir: string, rows: AsyncIterable<BackupRow>): Promise<void> {
  const folder = await Folder.take(dir);
  const files = new JournaledFiles(folder);
  try {
    if (!(await isEmpty(folder)) || (await files.read()) !== null) {
      throw new StoreRefused(
        `There is something in ${dir} already. Restore into a new folder: set KEYTURN_DATA_DIR to it, or move this one away.`,
      );
    }
    const database = new Database();
    for await (const [table, row] of rows) {
      if (database.get(table, row.id)) throw new BackupRefused(`It has ${row.id} twice.`);
      database.apply([[table, row]] as Parameters<Database['apply']>[0]);
    }
    const problem = contradiction(database);
    if (problem) throw new BackupRefused(`It has ${problem}.`);
    await files.write(database);
  } finally {
    await files.close();
    await folder.release();
  }
}

/** A start or a restore that did not finish leaves an empty journal and half a snapshot. */
async function isEmpty(folder: Folder): Promise<boolean> {
  const names = await readdir(folder.path);
  return names.every((name) => ['lock', 'journal-0', 'keyturn.json.tmp'].includes(name));
}

function nothingIn(dir: string): StoreRefused {
  return new StoreRefused(
    `There is no data of Keyturn in ${dir}. Set KEYTURN_DATA_DIR to its folder, or DATABASE_URL to its database.`,
  );
}

function isMissing(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
