/** Proving who one is: the password, and the second factor of those who have one. */
import type { SecondFactor, UserRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { Refusal } from '../refusal.ts';
import type { Doors } from './doors.ts';
import { withoutCode } from './recovery-codes.ts';
import { stepOf } from './totp.ts';
import { isUsualAddress } from './usual-address.ts';
import { hasSecondFactor } from './views.ts';

export interface Claim {
  /** Undefined where nobody has the address. */
  user: UserRow | undefined;
  email: string;
  password: string;
  ip: string;
}

export interface Proof {
  /**
   * The person as they are in the transaction that the proof opens the way for, with the code
   * used up. Throws what the proof throws where it does not hold any more.
   */
  inTransaction(tx: Transaction): Promise<UserRow>;
  /** To be called after that; takes the attempt back. */
  succeeded(): Promise<void>;
}

type Proving = Pick<Context, 'store' | 'now' | 'sessionUses'>;
type Guard = Pick<Doors, 'attempts' | 'passwords'>;
type Wrong = (subject: string | undefined) => Refusal;

/** Counts as an attempt at signing in. Throws `rate_limited`, or `wrong`. */
export async function provePassword(
  context: Proving,
  { attempts, passwords }: Guard,
  { user, email, password, ip }: Claim,
  wrong: Wrong,
): Promise<Proof & { user: UserRow }> {
  const isUsual = await isUsualAddress(context, user, ip);
  const attempt = await attempts.password(email, ip, isUsual);
  const matches = await passwords.verify(user?.passwordHash ?? null, password);
  if (!user || !matches) throw wrong(user?.id);
  return {
    user,
    async inTransaction(tx) {
      const now = await tx.users.byId(user.id);
      // Of two changes at once, the later one has proved a password that is no more.
      if (now?.passwordHash !== user.passwordHash) throw wrong(user.id);
      return now;
    },
    succeeded: () => attempt.succeeded(),
  };
}

/**
 * The same with the second factor of someone who has one. Throws also `second_factor_wrong`, or
 * without a code `second_factor_required`: neither to anybody who does not have the password.
 */
export async function prove(
  context: Proving,
  doors: Guard,
  { secondFactorCode: code, ...claim }: Claim & { secondFactorCode?: string | undefined },
  wrong: Wrong,
): Promise<Proof> {
  const password = await provePassword(context, doors, claim, wrong);
  const { user } = password;
  if (code === undefined && hasSecondFactor(user)) {
    // No failure: whoever signs in in two steps sends the password alone at first.
    await password.succeeded();
    throw codeRequired(user.id);
  }
  const attempt =
    code === undefined ? null : await doors.attempts.secondFactor(claim.email, claim.ip);
  return {
    async inTransaction(tx) {
      const now = await password.inTransaction(tx);
      if (!now.secondFactor || !hasSecondFactor(now)) return now;
      if (code === undefined) throw codeRequired(user.id);
      const secondFactor = codeUsed(now.secondFactor, code, context.now());
      if (!secondFactor) throw codeWrong(user.id);
      const after = { ...now, secondFactor };
      tx.put('users', after);
      return after;
    },
    async succeeded() {
      await password.succeeded();
      await attempt?.succeeded();
    },
  };
}

/** After that code of the authenticator's or of the recovery codes; null: it is not to be taken. */
export function codeUsed(factor: SecondFactor, code: string, now: number): SecondFactor | null {
  const lastStep = stepOf(code.replace(/[\s-]/g, ''), factor, now);
  if (lastStep !== null) return { ...factor, lastStep };
  const recoveryHashes = withoutCode(factor.recoveryHashes, code);
  return recoveryHashes && { ...factor, recoveryHashes };
}

export function passwordWrong(subject: string | undefined): Refusal {
  return new Refusal('password_wrong', 'Type the password that you sign in with now.', { subject });
}

function codeRequired(subject: string): Refusal {
  return new Refusal(
    'second_factor_required',
    'Send the code that your authenticator shows now, too, or a recovery code.',
    { subject },
  );
}

export function codeWrong(subject: string): Refusal {
  return new Refusal(
    'second_factor_wrong',
    'Send the code that your authenticator shows now, or a recovery code. Each works once.',
    { subject },
  );
}
