/** How often someone may try a password or a code before having to wait. */
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { Refusal } from '../refusal.ts';
import { addressGroup } from './address-group.ts';

/** Seconds in which attempts are counted, from the first one on. */
const WINDOW = 15 * 60;
const DAY = 24 * 60 * 60;

export interface AttemptLimits {
  /** Passwords for one account from one address; and so many codes of its second factor. */
  perAccount: number;
  /** Passwords for all accounts from one address: an office may share one. */
  perAddress: number;
  /**
   * Passwords for one account in a day from all addresses together, but for those that its
   * owner uses: nobody can lock them out there. And so many codes of its second factor, from
   * those too: only who has the password gets to try one. `ATTEMPT_LIMITS` has it where it is
   * left out.
   */
  perAccountElsewhere?: number;
  /** Setup and invitation codes from one address. */
  codesPerAddress: number;
}

export const ATTEMPT_LIMITS = {
  perAccount: 5,
  perAddress: 50,
  // NIST SP 800-63B-4 section 3.2.2: no more than 100 failures in a row.
  perAccountElsewhere: 100,
  codesPerAddress: 20,
} as const satisfies AttemptLimits;

/**
 * Every attempt counts before it is tried, so that many at once get no further than
 * one after another; `succeeded` takes it back. Each throws `rate_limited`. Counted in
 * memory: a restart forgets, which a guesser cannot cause.
 */
export interface Attempts {
  /** `isUsual`: the account's owner is signed in from there. */
  password(email: string, ip: string, isUsual: boolean): Promise<Attempt>;
  /**
   * A code of an account's second factor. Counted by itself: a right password must not take back
   * the codes that were guessed before it.
   */
  secondFactor(email: string, ip: string): Promise<Attempt>;
  code(ip: string): Promise<Attempt>;
}

export interface Attempt {
  succeeded(): Promise<void>;
}

export function createAttempts(limits: AttemptLimits): Attempts {
  const limiter = (points: number, duration = WINDOW) =>
    new RateLimiterMemory({ points, duration });
  const accounts = limiter(limits.perAccount);
  const addresses = limiter(limits.perAddress);
  const perDay = limits.perAccountElsewhere ?? ATTEMPT_LIMITS.perAccountElsewhere;
  const elsewhere = limiter(perDay, DAY);
  const secondFactors = limiter(limits.perAccount);
  const secondFactorsInADay = limiter(perDay, DAY);
  const codes = limiter(limits.codesPerAddress);
  return {
    async password(email, ip, isUsual) {
      const address = addressGroup(ip);
      const account = `${address} ${email}`;
      await consume(addresses, address);
      await consume(accounts, account);
      if (!isUsual) await consume(elsewhere, email);
      return {
        async succeeded() {
          await accounts.delete(account);
          // Taken back alone: the owner's coming and going gives nobody else more guesses.
          if (!isUsual) await elsewhere.reward(email);
          await addresses.reward(address);
        },
      };
    },
    async secondFactor(email, ip) {
      const account = `${addressGroup(ip)} ${email}`;
      await consume(secondFactors, account);
      await consume(secondFactorsInADay, email);
      return {
        async succeeded() {
          await secondFactors.delete(account);
          await secondFactorsInADay.reward(email);
        },
      };
    },
    async code(ip) {
      const address = addressGroup(ip);
      await consume(codes, address);
      return {
        async succeeded() {
          await codes.reward(address);
        },
      };
    },
  };
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (rejected) {
    if (!(rejected instanceof RateLimiterRes)) throw rejected;
    const retryAfter = Math.max(1, Math.ceil(rejected.msBeforeNext / 1000));
    throw new Refusal(
      'rate_limited',
      `Too many failed attempts. Try again in ${waitFor(retryAfter)}.`,
      {
        retryAfter,
      },
    );
  }
}

function waitFor(seconds: number): string {
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
