import { rowsOfFolder } from '../backup/json-files.ts';
import { rowsOfDatabase } from '../backup/postgres.ts';
import { writeBackup } from '../backup/write.ts';
import { readConfig } from '../config.ts';
import type { Command } from './command.ts';
import { listCounts } from './counts.ts';
import { describeData } from './data.ts';

export const backup: Command = {
  summary: 'copy all data into one file, also while the server runs',
  positionals: ['<file>'],
  options: {},
  about: `
Writes everything that Keyturn keeps, as it is at one moment, into one new file,
and reads that file once more to see that it is good. The server may be running;
what it had acknowledged before is in the backup.

The file is for its owner alone (0600). Keys, sessions and passwords are in it as
hashes only, but the signing secrets of webhooks are in it in clear: keep it as
you keep the data itself.`,
  examples: [
    'keyturn backup /backups/keyturn-2026-11-21.gz',
    'DATABASE_URL=postgres://… keyturn backup /backups/keyturn.gz',
  ],
  exitCodes: { 1: 'there is no backup: the file is there already, or the data cannot be read' },
  async run({ positionals: [file = ''] }) {
    const config = readConfig(process.env);
    const { databaseUrl, dataDir } = config;
    const counts =
      databaseUrl === null
        ? await writeBackup(file, 'json-files', rowsOfFolder(dataDir), Date.now())
        : await writeBackup(file, 'postgresql', rowsOfDatabase(databaseUrl), Date.now());
    console.log(`Copied ${describeData(config)} into ${file}: ${listCounts(counts)}.`);
    return 0;
  },
};
