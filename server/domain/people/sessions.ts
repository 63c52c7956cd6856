/** Signing in and out. */
import type { z } from 'zod';
import type { SessionAnswer, sessionRequest } from '../../../shared/contract/people.ts';
import { createSecret, SESSION_PREFIX } from '../../../shared/key-format.ts';
import type { SessionRow, UserRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import { memberAuthor, type Origin } from '../audit/author.ts';
import { record, theMember } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { createId } from '../ids.ts';
import { notFound, Refusal } from '../refusal.ts';
import { hashSecret } from '../secrets.ts';
import type { Doors } from './doors.ts';
import { prove } from './proof.ts';
import { membershipView, standingsOf, userView } from './views.ts';

/**
 * 30 days from signing in, however much it is used: the longest that NIST SP 800-63B-4
 * section 2.1.3 allows without signing in again, written down as OWASP ASVS 5.0 7.1.1 asks.
 */
export const SESSION_LIFETIME_MS = 30 * 24 * 3_600_000;

/** Of one person at once (OWASP ASVS 5.0 7.1.2); one more ends the oldest. */
export const MAX_SESSIONS = 100;

/** The token is in the answer and nowhere else. Sweeps the person's ended sessions. */
export async function addSession(
  tx: Transaction,
  { now, randomBytes }: Pick<Context, 'now' | 'randomBytes'>,
  user: UserRow,
  { ip, userAgent }: Origin,
): Promise<{ token: string; expiresAt: string }> {
  const createdAt = now();
  const sessions = await tx.sessions.ofUser(user.id);
  const ended = sessions.filter(({ expiresAt }) => expiresAt <= createdAt);
  // Newest first, so that what goes is what has been open for longest.
  const crowdedOut = sessions.filter((one) => !ended.includes(one)).slice(MAX_SESSIONS - 1);
  for (const { id } of [...ended, ...crowdedOut]) tx.remove('sessions', id);
  const token = createSecret(SESSION_PREFIX, randomBytes);
  const expiresAt = createdAt + SESSION_LIFETIME_MS;
  tx.put('sessions', {
    id: createId('ses', randomBytes),
    userId: user.id,
    tokenHash: hashSecret(token),
    createdAt,
    expiresAt,
    lastUsedAt: createdAt,
    ip: ip || null,
    userAgent,
  });
  return { token, expiresAt: new Date(expiresAt).toISOString() };
}

/** A new session as the contract answers it. */
export async function signedIn(
  tx: Transaction,
  context: Pick<Context, 'now' | 'randomBytes'>,
  user: UserRow,
  origin: Origin,
): Promise<SessionAnswer> {
  const session = await addSession(tx, context, user, origin);
  const standings = await standingsOf(tx, user.id);
  for (const { member } of standings) {
    record(tx, context, memberAuthor(member, origin), 'member.signed_in', theMember(member));
  }
  return { ...session, user: userView(user), memberships: standings.map(membershipView) };
}

/**
 * Throws `rate_limited`, or `credentials_wrong` for every other cause alike; with the right
 * password `second_factor_required` or `second_factor_wrong`.
 */
export async function signIn(
  context: Pick<Context, 'store' | 'now' | 'randomBytes' | 'sessionUses'>,
  doors: Pick<Doors, 'attempts' | 'passwords'>,
  { email, password, secondFactorCode }: z.output<typeof sessionRequest>,
  origin: Origin,
): Promise<SessionAnswer> {
  const user = await context.store.users.byEmail(email);
  const claim = { user, email, password, secondFactorCode, ip: origin.ip };
  const proof = await prove(context, doors, claim, credentialsWrong);
  const answer = await context.store.transact(async (tx) =>
    signedIn(tx, context, await proof.inTransaction(tx), origin),
  );
  await proof.succeeded();
  return answer;
}

export function credentialsWrong(subject: string | undefined): Refusal {
  return new Refusal('credentials_wrong', 'Check the address and the password, and try again.', {
    subject,
  });
}

/** Those that still work, newest first, each as it was last used. */
export async function openSessions(
  { store, sessionUses, now }: Context,
  userId: string,
): Promise<SessionRow[]> {
  const sessions = await store.sessions.ofUser(userId);
  return sessions
    .filter((session) => sessionUses.isOpen(session, now()))
    .map((session) => ({ ...session, lastUsedAt: sessionUses.lastUsedAt(session) }));
}

/** Throws `not_found` where it is not a session of that person. */
export async function endSession(
  context: Context,
  userId: string,
  id: string,
  origin: Origin,
): Promise<void> {
  await context.store.transact(async (tx) => {
    const session = await tx.sessions.byId(id);
    if (session?.userId !== userId) throw notFound('session');
    tx.remove('sessions', id);
    for (const { member } of await standingsOf(tx, userId)) {
      record(tx, context, memberAuthor(member, origin), 'member.session_ended', theMember(member));
    }
  });
}
