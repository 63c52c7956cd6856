import { hash, timingSafeEqual } from 'node:crypto';

/**
 * SHA-256 in lower-case hex: how every secret that we drew ourselves is kept. Enough
 * for them, since they carry more than 128 bits of entropy; passwords get argon2id.
 */
export function hashSecret(secret: string): string {
  return hash('sha256', secret, 'hex');
}

/** In constant time: hashes have the same length, whatever was given. */
export function hasHash(given: string, secretHash: string): boolean {
  return timingSafeEqual(Buffer.from(hashSecret(given), 'hex'), Buffer.from(secretHash, 'hex'));
}
