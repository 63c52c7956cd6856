/**
 * The vault's format: AES-256-GCM under a key that argon2id makes from a passphrase.
 * Nothing of the passphrase or of that key is in what is sealed.
 */

import { argon2id } from 'hash-wasm';
import { ARGON2_COST } from './cost.ts';

export interface Sealed {
  /** Names the parameters below, so that better ones can take their place later. */
  version: 1;
  /** Hexadecimal, like the rest. */
  salt: string;
  iv: string;
  ciphertext: string;
}

export interface VaultKey {
  salt: string;
  /** 32 bytes in hexadecimal. */
  key: string;
}

const KEY_BYTES = 32;
const SALT_BYTES = 16;
/** What GCM takes without hashing it. */
const IV_BYTES = 12;

/** The key for a vault that is there, or with a salt of its own for a new one. */
export async function deriveKey(
  passphrase: string,
  salt = randomHex(SALT_BYTES),
): Promise<VaultKey> {
  // Keyboards write the same accent in different code points.
  const password = passphrase.normalize('NFKC');
  const key = await argon2id({
    ...ARGON2_COST,
    hashLength: KEY_BYTES,
    password,
    salt: fromHex(salt),
    outputType: 'hex',
  });
  return { salt, key };
}

export async function seal(contents: unknown, { salt, key }: VaultKey): Promise<Sealed> {
  const iv = randomHex(IV_BYTES);
  const text = new TextEncoder().encode(JSON.stringify(contents));
  const ciphertext = await crypto.subtle.encrypt(parameters(iv), await imported(key), text);
  return { version: 1, salt, iv, ciphertext: toHex(new Uint8Array(ciphertext)) };
}

/** Null where the key is another one, or anything of the sealed has been changed. */
export async function unseal(sealed: Sealed, { key }: VaultKey): Promise<unknown> {
  try {
    const text = await crypto.subtle.decrypt(
      parameters(sealed.iv),
      await imported(key),
      fromHex(sealed.ciphertext),
    );
    return JSON.parse(new TextDecoder().decode(text));
  } catch {
    return null;
  }
}

/** Whether it can be a vault at all: what is on disk may have been damaged. */
export function isSealed(found: unknown): found is Sealed {
  if (typeof found !== 'object' || found === null) return false;
  const { version, salt, iv, ciphertext } = found as Record<string, unknown>;
  return version === 1 && isHex(salt, SALT_BYTES) && isHex(iv, IV_BYTES) && isHex(ciphertext);
}

function parameters(iv: string) {
  return { name: 'AES-GCM', iv: fromHex(iv) };
}

function imported(key: string): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', fromHex(key), 'AES-GCM', false, ['encrypt', 'decrypt']);
}

function randomHex(bytes: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(bytes)));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (byte) => Number.parseInt(byte, 16));
}

function isHex(found: unknown, bytes?: number): boolean {
  return (
    typeof found === 'string' &&
    /^(?:[0-9a-f]{2})+$/.test(found) &&
    (bytes === undefined || found.length === 2 * bytes)
  );
}
