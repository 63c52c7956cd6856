/** The code that proves that whoever sets the server up can read its console. */
import type { RandomBytes } from '../../../shared/key-format.ts';
import { hasHash, hashSecret } from '../secrets.ts';
import { createTypedCode, normaliseTypedCode } from './typed-code.ts';

/** `7K2M-QX0C-94HT-B6ZD`: 80 random bits. */
export function createSetupCode(randomBytes: RandomBytes): string {
  return createTypedCode({ groups: 4, groupLength: 4 }, randomBytes);
}

export function isSetupCode(given: string, code: string): boolean {
  return hasHash(normaliseTypedCode(given), hashSecret(normaliseTypedCode(code)));
}
