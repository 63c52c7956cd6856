/** A key's status in words, with the mark that goes with it. */

import type { Key } from '../../shared/contract/keys.ts';
import type { KeyStatus } from '../../shared/status.ts';
import { isSoon, relativeTime } from './times.ts';
import { words } from './words.ts';

/** What the list shows: a status, or that an active key ends before long. */
export type Mark = KeyStatus | 'soon';

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
  if (key.statusReason) return words.status.reasons[key.statusReason];
  if (key.status !== 'active' || !key.revokedAt) return null;
  return words.status.replaced(relativeTime(Date.parse(key.revokedAt), now));
}
