/** The code that proves that whoever sets the server up can read its console. */
import type { RandomBytes } from '../../../shared/key-format.ts';
import { hasHash, hashSecret } from '../secrets.ts';

// Crockford's base32: no I, L, O or U, so that it is read aloud and typed without doubt.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** `7K2M-QX0C-94HT-B6ZD`: 80 random bits. */
export function createSetupCode(randomBytes: RandomBytes): string {
  const letters = Array.from(
    randomBytes(GROUPS * GROUP_LENGTH),
    // 32 divides 256, so taking the remainder is not biased.
    (byte) => ALPHABET[byte % ALPHABET.length] as string,
  );
  return Array.from({ length: GROUPS }, (_, group) =>
    letters.slice(group * GROUP_LENGTH, (group + 1) * GROUP_LENGTH).join(''),
  ).join('-');
}

/** Without what does not count in a code: case, spaces and hyphens. */
export function normaliseSetupCode(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase();
}

export function isSetupCode(given: string, code: string): boolean {
  return hasHash(normaliseSetupCode(given), hashSecret(normaliseSetupCode(code)));
}
