/** What stands in for an authenticator that is lost: each code once. */
import type { RandomBytes } from '../../../shared/key-format.ts';
import { hasHash, hashSecret } from '../secrets.ts';
import { createTypedCode, normaliseTypedCode } from './typed-code.ts';

const CODES = 8;
/** 140 random bits: at 112 and more a plain hash keeps them (OWASP ASVS 5.0 6.5.2). */
const FORM = { groups: 4, groupLength: 7 };

/** In clear, to be shown once. */
export function createRecoveryCodes(randomBytes: RandomBytes): string[] {
  return Array.from({ length: CODES }, () => createTypedCode(FORM, randomBytes));
}

export function recoveryHash(code: string): string {
  return hashSecret(normaliseTypedCode(code));
}

/** Those hashes that are left once the code is used; null where it is none of theirs. */
export function withoutCode(hashes: readonly string[], code: string): string[] | null {
  const normalised = normaliseTypedCode(code);
  const left = hashes.filter((hash) => !hasHash(normalised, hash));
  return left.length < hashes.length ? left : null;
}
