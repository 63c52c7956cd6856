/** Turning a person's second factor on and off. */
import type { z } from 'zod';
import type {
  beginSecondFactorAnswer,
  confirmSecondFactorAnswer,
  SecondFactorState,
} from '../../../shared/contract/people.ts';
import type { SecondFactor, UserRow } from '../../store/rows.ts';
import { memberAuthor, type Origin } from '../audit/author.ts';
import { record, theMember } from '../audit/record.ts';
import type { Person } from '../callers.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import type { Doors } from './doors.ts';
import { codeUsed, codeWrong, passwordWrong, prove, provePassword } from './proof.ts';
import { createRecoveryCodes, recoveryHash } from './recovery-codes.ts';
import { createTotpSecret, totpUri } from './totp.ts';
import { hasSecondFactor, standingsOf } from './views.ts';

/** OWASP ASVS 5.0 6.5.5: no code that opens a way in is good for longer. */
export const CONFIRM_WITHIN_MS = 10 * 60 * 1000;

export function secondFactorView({ secondFactor }: UserRow): SecondFactorState {
  const since = secondFactor?.confirmedAt ?? null;
  return {
    enabled: since !== null,
    since: since === null ? null : new Date(since).toISOString(),
    recoveryCodesLeft: secondFactor?.recoveryHashes.length ?? 0,
  };
}

/**
 * Draws a secret that a first code has yet to confirm; an earlier one that was not is
 * replaced. Throws `rate_limited`, `password_wrong` or `second_factor_on`.
 */
export async function beginSecondFactor(
  context: Context,
  doors: Doors,
  { user }: Person,
  { currentPassword }: { currentPassword: string },
  { ip }: Origin,
): Promise<z.output<typeof beginSecondFactorAnswer>> {
  const { email } = user;
  const claim = { user, email, password: currentPassword, ip };
  const proof = await provePassword(context, doors, claim, passwordWrong);
  const secret = createTotpSecret(context.randomBytes);
  const createdAt = context.now();
  await context.store.transact(async (tx) => {
    const now = await proof.inTransaction(tx);
    refuseWhenOn(now);
    const secondFactor = {
      secret,
      createdAt,
      confirmedAt: null,
      lastStep: 0,
      recoveryHashes: [],
    };
    tx.put('users', { ...now, secondFactor });
  });
  await proof.succeeded();
  return {
    secret,
    uri: totpUri(secret, email),
    expiresAt: new Date(createdAt + CONFIRM_WITHIN_MS).toISOString(),
  };
}

/**
 * From now on the person signs in with it; every session but the calling one ends. Throws
 * `rate_limited`, `second_factor_wrong`, `second_factor_on` or `second_factor_not_begun`.
 */
export async function confirmSecondFactor(
  context: Context,
  { attempts }: Doors,
  { user, session }: Person,
  { code }: { code: string },
  origin: Origin,
): Promise<z.output<typeof confirmSecondFactorAnswer>> {
  // Before it counts: nobody guesses where there is nothing to guess.
  pendingFactor(user, context);
  const attempt = await attempts.secondFactor(user.email, origin.ip);
  const recoveryCodes = createRecoveryCodes(context.randomBytes);
  const recoveryHashes = recoveryCodes.map(recoveryHash);
  await context.store.transact(async (tx) => {
    const now = await tx.users.byId(user.id);
    const pending = pendingFactor(now, context);
    const used = codeUsed(pending, code, context.now());
    if (!now || !used) throw codeWrong(user.id);
    const secondFactor = { ...used, confirmedAt: context.now(), recoveryHashes };
    tx.put('users', { ...now, secondFactor });
    const others = (await tx.sessions.ofUser(user.id)).filter(({ id }) => id !== session.id);
    for (const { id } of others) tx.remove('sessions', id);
    for (const { member } of await standingsOf(tx, user.id)) {
      const author = memberAuthor(member, origin);
      const detail = { sessionsEnded: others.length };
      record(tx, context, author, 'member.second_factor_added', theMember(member), detail);
    }
  });
  await attempt.succeeded();
  return { recoveryCodes };
}

/**
 * Throws `rate_limited`, `password_wrong`, `second_factor_wrong`, or `second_factor_not_begun`
 * where there is none that is on.
 */
export async function removeSecondFactor(
  context: Context,
  doors: Doors,
  { user }: Person,
  given: { currentPassword: string; secondFactorCode: string },
  origin: Origin,
): Promise<void> {
  const { currentPassword: password, secondFactorCode } = given;
  const claim = { user, email: user.email, password, secondFactorCode, ip: origin.ip };
  const proof = await prove(context, doors, claim, passwordWrong);
  await context.store.transact(async (tx) => {
    const now = await proof.inTransaction(tx);
    // Of two at once, the second finds none.
    if (!hasSecondFactor(now)) {
      throw new Refusal('second_factor_not_begun', 'There is none to turn off.');
    }
    tx.put('users', { ...now, secondFactor: null });
    for (const { member } of await standingsOf(tx, user.id)) {
      const author = memberAuthor(member, origin);
      record(tx, context, author, 'member.second_factor_removed', theMember(member));
    }
  });
  await proof.succeeded();
}

function refuseWhenOn(user: UserRow): void {
  if (!hasSecondFactor(user)) return;
  throw new Refusal('second_factor_on', 'Turn it off first to set up another one.');
}

function pendingFactor(user: UserRow | undefined, { now }: Pick<Context, 'now'>): SecondFactor {
  if (user) refuseWhenOn(user);
  const pending = user?.secondFactor;
  if (pending && now() < pending.createdAt + CONFIRM_WITHIN_MS) return pending;
  throw new Refusal('second_factor_not_begun', 'Begin again: a secret waits for ten minutes.');
}
