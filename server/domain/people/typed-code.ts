/** Codes that people read from a screen or paper and type. */
import type { RandomBytes } from '../../../shared/key-format.ts';

// Crockford's base32: no I, L, O or U, so that it is read aloud and typed without doubt.
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 5 random bits per character, in groups parted by hyphens: `7K2M-QX0C-94HT-B6ZD`. */
export function createTypedCode(
  { groups, groupLength }: { groups: number; groupLength: number },
  randomBytes: RandomBytes,
): string {
  const letters = Array.from(
    randomBytes(groups * groupLength),
    // 32 divides 256, so taking the remainder is not biased.
    (byte) => ALPHABET[byte % ALPHABET.length] as string,
  );
  return Array.from({ length: groups }, (_, group) =>
    letters.slice(group * groupLength, (group + 1) * groupLength).join(''),
  ).join('-');
}

/** Without what does not count in a code: case, spaces and hyphens. */
export function normaliseTypedCode(code: string): string {
  return code.replace(/[\s-]/g, '').toUpperCase();
}
