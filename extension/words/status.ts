/** A key's status in words, with the mark that goes with it. */

import type { Key } from '../../shared/contract/keys.ts';
import type { KeyStatus, StatusReason } from '../../shared/status.ts';
import { isSoon, relativeTime } from './times.ts';

/** What the list shows: a status, or that an active key ends before long. */
export type Mark = KeyStatus | 'soon';

export const MARK_WORDS: Record<Mark, string> = {
  active: 'Active',
  soon: 'Ends soon',
  suspended: 'Suspended',
  disabled: 'Disabled',
  pending: 'Pending',
  expired: 'Expired',
  denied: 'Denied',
  revoked: 'Revoked',
};

const REASONS: Record<StatusReason, string> = {
  revoked: 'Revoked for good.',
  regenerated: 'Replaced by a regenerated key.',
  cleared: 'Cleared by an admin.',
  unused: 'Revoked because it had not been used for as long as this organisation allows.',
  denied: 'An admin denied it. It never had a secret.',
  expired: 'Its expiry has passed. An expired key never returns.',
  awaiting_approval: 'Waits for an admin’s approval.',
  awaiting_collection: 'Approved. Its owner can collect the secret, once.',
  disabled_by_owner: 'Deactivated by you. Activate it to use it again.',
  disabled_by_admin: 'Deactivated by an admin. Only an admin can activate it.',
  member_inactive: 'Its owner is deactivated in this organisation.',
  org_access_off:
    'API access is off in this organisation. It works again when an admin turns it on.',
  role_access_off: 'Its owner’s role may not use API keys.',
};

/** When an active key stops working: its expiry, or the end of its grace; null for never. */
export function endOf(key: Pick<Key, 'expiresAt' | 'revokedAt'>): number | null {
  const ends = [key.expiresAt, key.revokedAt].flatMap((time) => (time ? [Date.parse(time)] : []));
  return ends.length > 0 ? Math.min(...ends) : null;
}

export function markOf(key: Pick<Key, 'status' | 'expiresAt' | 'revokedAt'>, now: number): Mark {
  const end = endOf(key);
  return key.status === 'active' && end !== null && isSoon(end, now) ? 'soon' : key.status;
}

/** Why a key is not simply active; null when it is. */
export function statusSentence(
  key: Pick<Key, 'status' | 'statusReason' | 'revokedAt'>,
  now: number,
): string | null {
  if (key.statusReason) return REASONS[key.statusReason];
  if (key.status !== 'active' || !key.revokedAt) return null;
  return `Replaced by a regenerated key. It stops ${relativeTime(Date.parse(key.revokedAt), now)}.`;
}
