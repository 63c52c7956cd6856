import { randomBytes } from 'node:crypto';
import { email as emailSchema } from '../../shared/contract/primitives.ts';
import { readConfig } from '../config.ts';
import { createPasswords, PASSWORD_COST } from '../domain/people/passwords.ts';
import { recoverPerson } from '../domain/people/recover.ts';
import { type Command, WrongUsage } from './command.ts';
import { describeData, withStore } from './data.ts';

export const resetAdmin: Command = {
  summary: 'let a person in again, as an admin where there is none',
  positionals: [],
  options: {
    email: { type: 'string', value: '<address>', help: 'whose (required)' },
    'without-second-factor': {
      type: 'boolean',
      help: 'turn their second factor off, too; make sure who asks for it',
    },
  },
  about: `
Gives a person a reset code, printed once, and ends their sessions. Their password
is void from now on; with the code they choose a new one, once and within an hour,
in the extension ("I have a reset code", where it asks to sign in) or by
POST /v1/password-reset. In each of their organisations that has no admin who can
sign in, they become an active admin. A second factor stays on, unless it is lost,
too. The audit log has it as done by the system.

A server on JSON files must be stopped; servers on PostgreSQL may go on.`,
  examples: [
    'keyturn reset-admin --email ada@example.com',
    'keyturn reset-admin --email ada@example.com --without-second-factor',
  ],
  exitCodes: { 1: 'nothing was changed: nobody has that address, or the data is in use' },
  async run({ options }) {
    const email = emailSchema.safeParse(options.email ?? '').data;
    if (email === undefined) throw new WrongUsage('Say whose: --email ada@example.com');
    const config = readConfig(process.env);
    const passwords = await createPasswords(PASSWORD_COST, randomBytes);
    const withoutSecondFactor = options['without-second-factor'] === true;
    const { code, expiresAt, sessions, secondFactor, orgs } = await withStore(config, (store) =>
      recoverPerson({ store, now: Date.now, randomBytes }, passwords, email, {
        withoutSecondFactor,
      }),
    );
    console.log(`${email} in ${describeData(config)}: ${sessions} sessions ended.`);
    for (const { name, role, active, becameAdmin } of orgs) {
      const now = becameAdmin ? 'now an active admin: there was none' : role;
      console.log(`  ${name}: ${now}${active ? '' : ', deactivated'}`);
    }
    if (secondFactor.is) {
      console.log('Signing in asks for their second factor still (--without-second-factor).');
    } else if (secondFactor.was) console.log('Their second factor is off.');
    console.log(`Reset code: ${code}`);
    console.log(`It works once, until ${expiresAt}.`);
    return 0;
  },
};
