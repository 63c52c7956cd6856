import { counted, noRows } from '../backup/format.ts';
import { fillFolder } from '../backup/json-files.ts';
import { fillDatabase } from '../backup/postgres.ts';
import { readBackup } from '../backup/read.ts';
import { readConfig } from '../config.ts';
import { type Command, CommandRefused } from './command.ts';
import { listCounts } from './counts.ts';
import { describeData } from './data.ts';

export const restore: Command = {
  summary: 'put a backup into an empty folder or database',
  positionals: ['<file>'],
  options: {},
  about: `
Puts all rows of a backup into a new folder or an empty database, all or none,
after verifying every line of it. A backup of JSON files may go into PostgreSQL and
the other way round.

What happened since the backup is undone: keys, members and sessions that were
revoked, removed or ended since then work again. End them once more.`,
  examples: [
    'KEYTURN_DATA_DIR=/var/lib/keyturn keyturn restore /backups/keyturn.gz',
    'DATABASE_URL=postgres://… keyturn restore /backups/keyturn.gz',
  ],
  exitCodes: { 1: 'nothing was restored: the backup is damaged, or there is data already' },
  async run({ positionals: [file = ''] }) {
    const config = readConfig(process.env);
    const counts = noRows();
    const rows = counted(readBackup(file), counts);
    if (config.databaseUrl === null) {
      await fillFolder(config.dataDir, rows);
    } else if (!(await fillDatabase(config.databaseUrl, rows))) {
      throw new CommandRefused(
        `There is data in ${describeData(config)} already. Restore into a database of its own: make one, and set DATABASE_URL to it.`,
      );
    }
    console.log(`Restored ${file} into ${describeData(config)}: ${listCounts(counts)}.`);
    console.log('What was revoked or ended since that backup works again: end it once more.');
    return 0;
  },
};
