/**
 * What a key and a session token look like: a kind prefix, 30 random base62
 * characters, and a checksum that lets a typing error be told from a wrong key
 * without a look-up.
 */

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const RANDOM_LENGTH = 30;
const CHECKSUM_LENGTH = 6;
/** How many characters of a secret after its kind prefix are shown in listings. */
const SHOWN_LENGTH = 4;

export const KEY_PREFIX = 'kt_';
export const SESSION_PREFIX = 'kts_';
export type SecretPrefix = typeof KEY_PREFIX | typeof SESSION_PREFIX;

/** Fills and returns bytes from a cryptographically secure source. */
export type RandomBytes = (size: number) => Uint8Array;

const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte;
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1;
  return crc >>> 0;
});

/** CRC-32 (IEEE 802.3) of the first `length` characters of an ASCII string, unsigned. */
export function crc32(ascii: string, length = ascii.length): number {
  let crc = 0xffffffff;
  for (let i = 0; i < length; i++) {
    crc = (crc >>> 8) ^ (CRC_TABLE[(crc ^ ascii.charCodeAt(i)) & 0xff] as number);
  }
  return (crc ^ 0xffffffff) >>> 0;
}

function checksum(ascii: string): string {
  let rest = crc32(ascii);
  let digits = '';
  for (let i = 0; i < CHECKSUM_LENGTH; i++) {
    digits = ALPHABET[rest % 62] + digits;
    rest = Math.floor(rest / 62);
  }
  return digits;
}

/** `length` base62 characters without modulo bias (bytes of 248 and above are drawn again). */
export function randomBase62(length: number, randomBytes: RandomBytes): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length)) {
      if (byte < 248 && text.length < length) text += ALPHABET[byte % 62];
    }
  }
  return text;
}

/** A new secret: `kt_` (key) or `kts_` (session token) + 30 base62 + 6 checksum characters. */
export function createSecret(prefix: SecretPrefix, randomBytes: RandomBytes): string {
  const body = prefix + randomBase62(RANDOM_LENGTH, randomBytes);
  return body + checksum(body);
}

/**
 * Whether `text` is a well-formed secret of that kind, checksum included. Every check
 * of a key begins here, so it makes no strings of its own.
 */
export function isWellFormed(text: string, prefix: SecretPrefix): boolean {
  const bodyLength = prefix.length + RANDOM_LENGTH;
  if (text.length !== bodyLength + CHECKSUM_LENGTH || !text.startsWith(prefix)) return false;
  for (let i = prefix.length; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const digit = code >= 48 && code <= 57;
    const letter = (code >= 65 && code <= 90) || (code >= 97 && code <= 122);
    if (!digit && !letter) return false;
  }
  let rest = crc32(text, bodyLength);
  for (let i = text.length - 1; i >= bodyLength; i--) {
    // All of it in 32 bits: `Math.floor` would go on with floating-point numbers.
    const next = (rest / 62) >>> 0;
    if (text.charCodeAt(i) !== ALPHABET.charCodeAt(rest - next * 62)) return false;
    rest = next;
  }
  return true;
}

/** The part of a key that listings may show: `kt_` and the next 4 characters. */
export function shownPrefix(secret: string): string {
  return secret.slice(0, KEY_PREFIX.length + SHOWN_LENGTH);
}
