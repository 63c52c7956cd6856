import { hash, verify } from '@node-rs/argon2';
import type { RandomBytes } from '../../../shared/key-format.ts';

export interface PasswordCost {
  /** KiB. */
  memoryCost: number;
  timeCost: number;
  parallelism: number;
}

/** OWASP Password Storage Cheat Sheet: argon2id with at least 19 MiB, 2 passes, 1 lane. */
export const PASSWORD_COST: PasswordCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

export interface Passwords {
  /** An argon2id hash in PHC form. */
  hash(password: string): Promise<string>;
  /** With null (nobody has that address) it works as long and says no. */
  verify(passwordHash: string | null, password: string): Promise<boolean>;
}

/** Hashing runs on libuv's threads: other requests are answered meanwhile. */
export async function createPasswords(
  cost: PasswordCost,
  randomBytes: RandomBytes,
): Promise<Passwords> {
  // The library's own default is argon2id.
  const hashPassword = (password: string) =>
    hash(sameOnEveryKeyboard(password), {
      ...cost,
      salt: randomBytes(16),
    });
  const ofNobody = await hashPassword('');
  return {
    hash: hashPassword,
    async verify(passwordHash, password) {
      const matches = await verify(passwordHash ?? ofNobody, sameOnEveryKeyboard(password));
      return matches && passwordHash !== null;
    },
  };
}

/** NIST SP 800-63B section 3.1.1.2: systems compose the same character differently. */
function sameOnEveryKeyboard(password: string): string {
  return password.normalize('NFKC');
}
