import { customRandom, urlAlphabet } from 'nanoid';
import type { RandomBytes } from '../../shared/key-format.ts';

export type IdKind =
  | 'org'
  | 'usr'
  | 'mem'
  | 'rol'
  | 'key'
  | 'ses'
  | 'inv'
  | 'req'
  | 'whk'
  | 'evt'
  | 'dlv'
  | 'aud';

/** An opaque id with its kind prefix, such as `key_V1StGXR8_Z5jdHi6B-myT` (126 random bits). */
export function createId(kind: IdKind, randomBytes: RandomBytes): string {
  return `${kind}_${customRandom(urlAlphabet, 21, randomBytes)()}`;
}
