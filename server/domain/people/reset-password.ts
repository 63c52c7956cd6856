/** A new password by a code from whoever runs the server (`recover.ts`). */
import type { z } from 'zod';
import type { passwordResetRequest } from '../../../shared/contract/people.ts';
import type { UserRow } from '../../store/rows.ts';
import { memberAuthor, type Origin } from '../audit/author.ts';
import { record, theMember } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import { hasHash, hashSecret } from '../secrets.ts';
import type { Doors } from './doors.ts';
import { standingsOf } from './views.ts';
import { refuseWeakPassword } from './weak-passwords.ts';

/** What is compared with where there is no code: no request can give an empty one. */
const NO_CODE = hashSecret('');

/**
 * Uses the code up, ends every session of the person and signs nobody in. Throws
 * `rate_limited`, `reset_code_wrong` for every cause alike, or `invalid_input` for a
 * password that is easy to guess, which leaves the code as it was.
 */
export async function resetPassword(
  context: Pick<Context, 'store' | 'now' | 'randomBytes'>,
  doors: Doors,
  { email, code, password }: z.output<typeof passwordResetRequest>,
  origin: Origin,
): Promise<void> {
  const { store } = context;
  const codeAttempt = await doors.attempts.code(origin.ip);
  // Not counted for all addresses together: nobody guesses 142 bits, and whoever waits for
  // this code is signed in nowhere, so that others' attempts would keep them out.
  const attempt = await doors.attempts.password(email, origin.ip, true);
  const user = await store.users.byEmail(email);
  const open = isOpen(context, user, code);
  if (!user || !open) throw codeWrong(user?.id);
  await attempt.succeeded();
  await codeAttempt.succeeded();

  const orgs = (await standingsOf(store, user.id)).map(({ org }) => org.name);
  await refuseWeakPassword(doors, password, [user.name, user.email, ...orgs], 'password');
  const passwordHash = await doors.passwords.hash(password);
  await store.transact(async (tx) => {
    const now = await tx.users.byId(user.id);
    // Of two at once, the second finds the code used.
    if (!now || !isOpen(context, now, code)) throw codeWrong(user.id);
    tx.put('users', { ...now, passwordHash, resetCode: null });
    const sessions = await tx.sessions.ofUser(user.id);
    for (const { id } of sessions) tx.remove('sessions', id);
    for (const { member } of await standingsOf(tx, user.id)) {
      const author = memberAuthor(member, origin);
      const detail = { sessionsEnded: sessions.length };
      record(tx, context, author, 'member.password_changed', theMember(member), detail);
    }
  });
}

function isOpen({ now }: Pick<Context, 'now'>, user: UserRow | undefined, code: string): boolean {
  const { hash, expiresAt } = user?.resetCode ?? { hash: NO_CODE, expiresAt: 0 };
  return hasHash(code, hash) && expiresAt > now();
}

function codeWrong(subject: string | undefined): Refusal {
  return new Refusal('reset_code_wrong', 'Ask whoever runs the server for a new one.', { subject });
}
