import { differenceOf } from '../backup/compare.ts';
import { type Counts, noRows } from '../backup/format.ts';
import { requireData, rowsIn } from '../backup/json-files.ts';
import { fillDatabase, rowsOf } from '../backup/postgres.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../store/json/database.ts';
import { Folder } from '../store/json/folder.ts';
import { load } from '../store/json/load.ts';
import { describeTarget } from '../store/postgres/target.ts';
import { TABLE_NAMES } from '../store/rows.ts';
import { type Command, CommandRefused, WrongUsage } from './command.ts';
import { listCounts } from './counts.ts';

export const migrate: Command = {
  summary: 'move a data folder into PostgreSQL',
  positionals: [],
  options: {
    to: {
      type: 'string',
      value: '<url>',
      help: 'postgres://user:password@host:5432/database; without it, DATABASE_URL',
    },
  },
  about: `
Copies the data folder KEYTURN_DATA_DIR into an empty PostgreSQL database, in one
transaction, then reads the database back and compares every row with the folder:
keys' hashes, roles, the audit chain, everything. The server must be stopped; the
folder is locked meanwhile and stays as it is.

When it was interrupted, run it again: a database without rows is filled, one with
exactly these rows is compared and found good, and any other is left alone.

A URL on the command line can be seen in the machine's list of processes; DATABASE_URL
cannot.`,
  examples: [
    'keyturn migrate --to postgres://keyturn:…@db.example.com:5432/keyturn',
    'DATABASE_URL=postgres://… KEYTURN_DATA_DIR=/var/lib/keyturn keyturn migrate',
  ],
  exitCodes: { 1: 'the data was not moved, or is not the same in both: keep the folder' },
  async run({ options: { to } }) {
    if (typeof to === 'string' && !(/^postgres(ql)?:/.test(to) && URL.canParse(to))) {
      throw new WrongUsage(
        '--to must be a URL such as postgres://user:password@host:5432/database.',
      );
    }
    const { dataDir, databaseUrl } = readConfig({
      ...process.env,
      ...(typeof to === 'string' && { DATABASE_URL: to }),
    });
    if (databaseUrl === null) throw new WrongUsage('Say where to: --to postgres://…');
    await requireData(dataDir);
    const folder = await Folder.take(dataDir);
    try {
      const loaded = await load(folder);
      if (!loaded) throw new CommandRefused(`There is nothing in ${dataDir} to move.`);
      await move(loaded.database, dataDir, databaseUrl);
    } finally {
      await folder.release();
    }
    return 0;
  },
};

async function move(database: Database, dataDir: string, url: string): Promise<void> {
  const target = `the database ${describeTarget(url)}`;
  const filled = await fillDatabase(url, rowsIn(database));
  console.log(filled ? `Copied ${dataDir} into ${target}.` : `There are rows in ${target}.`);
  const difference = await differenceOf(database, rowsOf(url));
  if (difference !== null) {
    throw new CommandRefused(
      filled
        ? `The copy is not good: ${difference} Stay with the folder, and see what uses the database.`
        : `They are not those of ${dataDir}: ${difference} Nothing was changed. Give an empty database, or, if servers already work on this one, stay with it.`,
    );
  }
  console.log(`Compared every row: ${listCounts(countsOf(database))}. All are the same in both.
Next: start the servers with DATABASE_URL set to that database. Keep ${dataDir} as a
backup, and start no server on it again: what one of them changes, the other never sees.`);
}

function countsOf(database: Database): Counts {
  const counts = noRows();
  for (const table of TABLE_NAMES) counts[table] = database.table(table).size;
  return counts;
}
