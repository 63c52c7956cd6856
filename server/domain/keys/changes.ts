/**
 * What may happen to a key: the row as it shall be, or why not. Times in milliseconds
 * since the epoch. A change that changes nothing gives back the very same row.
 */
import { isRevoked } from '../../../shared/status.ts';
import type { KeyRow } from '../../store/rows.ts';

export type ChangeRefused =
  | 'key_revoked'
  | 'key_expired'
  | 'key_not_approved'
  | 'disabled_by_admin';
export type Change = { row: KeyRow } | { refused: ChangeRefused };

/** Who acts: the key's owner (an admin, perhaps) or another member, who then is an admin. */
export interface By {
  isOwner: boolean;
  isAdmin: boolean;
}

/** What an admin disables weighs more than what its owner did, and is never lessened. */
export function disabled(key: KeyRow, by: By, now: number): Change {
  const refused = unswitchable(key, now);
  if (refused) return { refused };
  const disabledBy = by.isOwner ? (key.disabledBy ?? 'owner') : 'admin';
  return { row: key.disabledBy === disabledBy ? key : { ...key, disabledBy } };
}

export function enabled(key: KeyRow, by: By, now: number): Change {
  const refused = unswitchable(key, now);
  if (refused) return { refused };
  if (key.disabledBy === null) return { row: key };
  if (key.disabledBy === 'admin' && !by.isAdmin) return { refused: 'disabled_by_admin' };
  return { row: { ...key, disabledBy: null } };
}

/** By an admin; `note` is why, where it is denied. */
export function decided(
  key: KeyRow,
  approval: 'approved' | 'denied',
  by: string,
  note: string | null,
  now: number,
): Change {
  if (isRevoked(key, now)) return { refused: 'key_revoked' };
  if (key.approval !== 'pending') return { refused: 'key_not_approved' };
  if (isExpired(key, now)) return { refused: 'key_expired' };
  return { row: { ...key, approval, decidedBy: by, decidedAt: now, revokeNote: note } };
}

/**
 * An approved key gets its secret, once, and counts as new from then on. Its expiry is
 * the one that was approved.
 */
export function collected(
  key: KeyRow,
  { prefix, hash }: Pick<KeyRow, 'prefix' | 'hash'>,
  now: number,
): Change {
  if (isRevoked(key, now)) return { refused: 'key_revoked' };
  if (key.approval !== 'approved' || key.hash !== null) return { refused: 'key_not_approved' };
  if (isExpired(key, now)) return { refused: 'key_expired' };
  return { row: { ...key, prefix, hash, createdAt: now } };
}

/**
 * Revoked for good, from now on: a grace that still runs ends. `by` is a member's id,
 * null where the key revokes itself. An expired key can be revoked, and so can one that
 * waits or was denied, which keeps the reason for that; a revoked one stays as it is.
 */
export function revoked(key: KeyRow, by: string | null, note: string | null, now: number): KeyRow {
  if (isRevoked(key, now)) return key;
  return {
    ...key,
    revokedAt: now,
    revokedBy: by,
    revokeReason: 'revoked',
    revokeNote: note ?? key.revokeNote,
  };
}

/** Revoked by an admin who clears all of its owner's keys. */
export function cleared(key: KeyRow, by: string, now: number): KeyRow {
  const row = revoked(key, by, null, now);
  return row === key ? key : { ...row, revokeReason: 'cleared' };
}

/** Revoked by the server, because nobody has used it for as long as the org's policy allows. */
export function revokedAsUnused(key: KeyRow, now: number): KeyRow {
  return { ...key, revokedAt: now, revokedBy: null, revokeReason: 'unused', revokeNote: null };
}

/**
 * The old key ends when the grace is over; its successor is `next` and has its name,
 * scopes, owner, expiry, and is disabled where the old one is: a new secret is no way
 * around that. A key that has a successor gets no second one.
 */
export function regenerated(
  key: KeyRow,
  by: By & { memberId: string },
  next: Pick<KeyRow, 'id' | 'prefix' | 'hash'>,
  graceMs: number,
  now: number,
): { old: KeyRow; successor: KeyRow } | { refused: ChangeRefused } {
  if (key.revokedAt !== null) return { refused: 'key_revoked' };
  if (isExpired(key, now)) return { refused: 'key_expired' };
  if (key.hash === null) return { refused: 'key_not_approved' };
  if (key.disabledBy === 'admin' && !by.isAdmin) return { refused: 'disabled_by_admin' };
  return {
    old: {
      ...key,
      revokedAt: now + graceMs,
      revokedBy: by.memberId,
      revokeReason: graceMs > 0 ? 'grace' : 'regenerated',
    },
    successor: {
      ...key,
      ...next,
      createdAt: now,
      createdBy: by.memberId,
      lastUsedAt: null,
    },
  };
}

/** Why a key cannot be turned off and on. */
function unswitchable(key: KeyRow, now: number): ChangeRefused | null {
  if (isRevoked(key, now)) return 'key_revoked';
  if (isExpired(key, now)) return 'key_expired';
  return key.hash === null ? 'key_not_approved' : null;
}

function isExpired(key: KeyRow, now: number): boolean {
  return key.expiresAt !== null && key.expiresAt <= now;
}
