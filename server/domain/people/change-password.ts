import { memberAuthor, type Origin } from '../audit/author.ts';
import { record, theMember } from '../audit/record.ts';
import type { Person } from '../callers.ts';
import type { Context } from '../context.ts';
import type { Doors } from './doors.ts';
import { passwordWrong, provePassword } from './proof.ts';
import { standingsOf } from './views.ts';
import { refuseWeakPassword } from './weak-passwords.ts';

/**
 * Gives the person a new password; every session but the calling one ends. Guesses at the
 * present one count as guesses at signing in. Throws `rate_limited`, `password_wrong`, or
 * `invalid_input` for a password that is easy to guess.
 */
export async function changePassword(
  context: Context,
  doors: Doors,
  { user, session }: Person,
  { currentPassword, newPassword }: { currentPassword: string; newPassword: string },
  origin: Origin,
): Promise<void> {
  const { store } = context;
  const claim = { user, email: user.email, password: currentPassword, ip: origin.ip };
  const proof = await provePassword(context, doors, claim, passwordWrong);
  await proof.succeeded();
  const orgs = (await standingsOf(store, user.id)).map(({ org }) => org.name);
  await refuseWeakPassword(doors, newPassword, [user.name, user.email, ...orgs], 'newPassword');
  const passwordHash = await doors.passwords.hash(newPassword);
  await store.transact(async (tx) => {
    const now = await proof.inTransaction(tx);
    tx.put('users', { ...now, passwordHash });
    const others = (await tx.sessions.ofUser(user.id)).filter(({ id }) => id !== session.id);
    for (const { id } of others) tx.remove('sessions', id);
    for (const { member } of await standingsOf(tx, user.id)) {
      const author = memberAuthor(member, origin);
      const detail = { sessionsEnded: others.length };
      record(tx, context, author, 'member.password_changed', theMember(member), detail);
    }
  });
}
