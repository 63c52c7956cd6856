import { randomBytes } from 'node:crypto';
import { email as emailSchema } from '../../shared/contract/primitives.ts';
import { readConfig } from '../config.ts';
import { endEverySession, endSessionsOfPerson } from '../domain/people/end-sessions.ts';
import { createSessionUses } from '../domain/people/session-uses.ts';
import { type Command, WrongUsage } from './command.ts';
import { describeData, withStore } from './data.ts';

export const endSessions: Command = {
  summary: 'sign a person, or everybody, out everywhere',
  positionals: [],
  options: {
    email: { type: 'string', value: '<address>', help: 'whose sessions end' },
    all: { type: 'boolean', help: 'those of everybody' },
  },
  about: `
Ends all sessions of a person, or of everybody, at once: they have to sign in again.
Passwords and keys stay as they are. The audit log of each of their organisations has
it as done by the system.

A server on JSON files must be stopped; servers on PostgreSQL may go on.`,
  examples: ['keyturn end-sessions --email ada@example.com', 'keyturn end-sessions --all'],
  exitCodes: { 1: 'nothing was changed: nobody has that address, or the data is in use' },
  async run({ options }) {
    const email = emailSchema.safeParse(options.email ?? '').data;
    const isForAll = options.all === true;
    if (isForAll ? options.email !== undefined : email === undefined) {
      throw new WrongUsage('Say whose: --email ada@example.com, or --all');
    }
    const config = readConfig(process.env);
    console.log(
      await withStore(config, async (store) => {
        const sessionUses = createSessionUses(config.sessionIdleMs);
        const context = { store, now: Date.now, randomBytes, sessionUses };
        if (email !== undefined) {
          const sessions = await endSessionsOfPerson(context, email);
          return `${email} in ${describeData(config)}: ${sessions} sessions ended.`;
        }
        const { people, sessions } = await endEverySession(context);
        return `Everybody in ${describeData(config)}: ${sessions} sessions of ${people} people ended.`;
      }),
    );
    return 0;
  },
};
