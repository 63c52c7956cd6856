/** Making the first organisation and its admin. */
import type { z } from 'zod';
import type { setupAnswer, setupRequest } from '../../../shared/contract/people.ts';
import type { Reader } from '../../store/store.ts';
import type { Origin } from '../audit/author.ts';
import type { Context } from '../context.ts';
import { addOrg } from '../orgs/new-org.ts';
import { Refusal } from '../refusal.ts';
import type { Doors } from './doors.ts';
import { newUserRow } from './new-user.ts';
import { addSession } from './sessions.ts';
import { isSetupCode } from './setup-code.ts';
import { membershipView, userView } from './views.ts';
import { refuseWeakPassword } from './weak-passwords.ts';

/**
 * Throws `rate_limited`, `setup_done`, `setup_code_wrong`, or `invalid_input` for a
 * password that is easy to guess.
 */
export async function setUp(
  context: Pick<Context, 'store' | 'now' | 'randomBytes'>,
  doors: Doors,
  request: z.output<typeof setupRequest>,
  origin: Origin,
): Promise<z.output<typeof setupAnswer>> {
  const { store } = context;
  const attempt = await doors.attempts.code(origin.ip);
  if (doors.setupCode === null || !isSetupCode(request.setupCode, doors.setupCode)) {
    throw new Refusal('setup_code_wrong', 'Use the code that the server printed when it started.');
  }
  const { name, email, password } = request.admin;
  const known = [name, email, request.organization.name];
  await refuseWeakPassword(doors, password, known, 'admin.password');
  const passwordHash = await doors.passwords.hash(password);
  const answer = await store.transact(async (tx) => {
    // Of two at once, the second finds the first one's work.
    await refuseWhenSetUp(tx);
    const user = newUserRow(context, { name, email, passwordHash });
    tx.put('users', user);
    const standing = addOrg(tx, context, {
      name: request.organization.name,
      founder: user,
      origin,
    });
    const session = await addSession(tx, context, user, origin);
    return { ...session, user: userView(user), membership: membershipView(standing) };
  });
  await attempt.succeeded();
  return answer;
}

/** Throws `setup_done`. */
export async function refuseWhenSetUp(reader: Pick<Reader, 'orgs'>): Promise<void> {
  if (await reader.orgs.any()) {
    throw new Refusal('setup_done', 'Sign in, or ask an admin for an invitation.');
  }
}
