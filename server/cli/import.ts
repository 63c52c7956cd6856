import { randomBytes } from 'node:crypto';
import { readConfig } from '../config.ts';
import { importKeys } from '../domain/keys/import.ts';
import type { OrgRow } from '../store/rows.ts';
import { type Command, CommandRefused } from './command.ts';
import { withStore } from './data.ts';
import { readImport } from './import-file.ts';

export const importCommand: Command = {
  summary: 'take over keys of another system, by their hashes',
  positionals: ['<file>'],
  options: {
    org: {
      type: 'string',
      value: '<id>',
      help: 'into which organisation, where there are several',
    },
    'dry-run': { type: 'boolean', help: 'only say whether it could be done' },
  },
  about: `
Makes keys out of a file of their SHA-256 hashes, so that clients go on with the
secrets that they have. All keys are imported or none; every line that is wrong is
named, and nothing of its content is printed.

A CSV file begins with a line of the columns' names:

  name,owner,scopes,expiresAt,sha256,prefix
  Nightly report,bob@example.com,tasks:read tasks:create,2027-06-30,3f0a…,acme_live_

  owner      email or id of an active member
  scopes     from the catalogue and within the owner's role; none of keyturn.*
  expiresAt  a date or time in UTC, in the future; empty: never
  sha256     of the secret's UTF-8 bytes, 64 hexadecimal digits
  prefix     what listings show of the secret; may be left out

A file named *.json is an array of objects with the same fields, scopes as an array.

A server on JSON files must be stopped; servers on PostgreSQL may go on, and know of
a first import within ten seconds. Hashes of secrets that can be guessed can be
reversed: import only those of long random ones.`,
  examples: ['keyturn import --dry-run keys.csv', 'keyturn import --org org_… keys.json'],
  exitCodes: { 1: 'nothing was imported: something in the file is wrong, or the data is in use' },
  async run({ positionals: [file = ''], options }) {
    const dryRun = options['dry-run'] === true;
    const keys = await readImport(file);
    await withStore(readConfig(process.env), async (store) => {
      const org = chooseOrg(await store.orgs.all(), options.org);
      await importKeys({ store, now: Date.now, randomBytes }, org.id, keys, { dryRun });
      console.log(
        dryRun
          ? `All ${keys.length} keys can be imported into ${org.name}. Nothing was changed.`
          : `Imported ${keys.length} keys into ${org.name}.`,
      );
    });
    return 0;
  },
};

function chooseOrg(orgs: OrgRow[], wanted: string | boolean | undefined): OrgRow {
  const list = orgs.map(({ id, name }) => `  ${id}  ${name}`).join('\n');
  if (wanted === undefined && orgs.length > 1) {
    throw new CommandRefused(`Say into which organisation, with --org:\n${list}`);
  }
  const org = wanted === undefined ? orgs[0] : orgs.find(({ id }) => id === wanted);
  if (org) return org;
  throw new CommandRefused(
    orgs.length === 0 ? 'Set the server up first.' : `There is no such organisation, but:\n${list}`,
  );
}
