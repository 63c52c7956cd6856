/** Time-based one-time passwords (RFC 6238) as every authenticator computes them: SHA-1, 6 digits, 30 s. */
import { Secret, TOTP } from 'otpauth';
import type { RandomBytes } from '../../../shared/key-format.ts';

const PERIOD_SECONDS = 30;
const STEP_MS = PERIOD_SECONDS * 1000;
/** 160 bits: as long as the HMAC's hash, as RFC 4226 section 4 recommends. */
const SECRET_BYTES = 20;
const ISSUER = 'Keyturn';

/** In base32, 32 characters. */
export function createTotpSecret(randomBytes: RandomBytes): string {
  return new Secret({ buffer: Uint8Array.from(randomBytes(SECRET_BYTES)).buffer }).base32;
}

/** `otpauth://totp/Keyturn:ada%40example.com?…`, the form that authenticators read from a QR code. */
export function totpUri(secret: string, email: string): string {
  return totp(secret, email).toString();
}

/**
 * The time step whose code this is; null where it is none that may be taken now: of this step or
 * the one before, since it takes time to type (RFC 6238 section 5.2), and later than `lastStep`.
 */
export function stepOf(
  code: string,
  { secret, lastStep }: { secret: string; lastStep: number },
  now: number,
): number | null {
  // The library compares bytes, which are as many only where each character is one.
  if (!/^[0-9]{6}$/.test(code)) return null;
  const present = Math.floor(now / STEP_MS);
  // The library compares in constant time.
  const matching = [present, present - 1].filter(
    (step) => totp(secret).validate({ token: code, timestamp: step * STEP_MS, window: 0 }) === 0,
  );
  return matching.find((step) => step > lastStep) ?? null;
}

function totp(secret: string, label = ''): TOTP {
  return new TOTP({
    issuer: ISSUER,
    label,
    secret,
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  });
}
