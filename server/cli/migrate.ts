import { type Digest, differences, digestOf } from '../backup/digest.ts';
import { requireData, rowsOfFolder } from '../backup/json-files.ts';
import { fillDatabase, rowsOfDatabase } from '../backup/postgres.ts';
import { readConfig } from '../config.ts';
import { Folder } from '../store/json/folder.ts';
import { describeTarget } from '../store/postgres/target.ts';
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
      await move(dataDir, databaseUrl);
    } finally {
      await folder.release();
    }
    return 0;
  },
};

async function move(dataDir: string, url: string): Promise<void> {
  const target = `the database ${describeTarget(url)}`;
  const wanted = await digestOf(rowsOfFolder(dataDir));
  const filled = await fillDatabase(url, rowsOfFolder(dataDir));
  console.log(filled ? `Copied ${dataDir} into ${target}.` : `There are rows in ${target}.`);
  const found = await digestOf(rowsOfDatabase(url));
  const different = differences(wanted, found);
  if (different.length > 0) {
    throw new CommandRefused(
      `They are not those of ${dataDir}; in the folder and in the database: ${different.join(', ')}. ${
        filled
          ? 'Something else uses the database. Stay with the folder.'
          : 'Nothing was changed. Give an empty database; if servers already work on this one, stay with it.'
      }`,
    );
  }
  tell(wanted, dataDir);
}

function tell({ counts, chainProblems }: Digest, dataDir: string): void {
  console.log(`Compared every row: ${listCounts(counts)}. All are the same in both.`);
  for (const problem of chainProblems) {
    console.error(`${problem} It was so in the folder; everything was copied as it was.`);
  }
  console.log(`Next: start the servers with DATABASE_URL set to that database. Keep ${dataDir} as a
backup, and start no server on it again: what one of them changes, the other never sees.`);
}
