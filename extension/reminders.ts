/** Keys that deserve a look before they make trouble. */

import type { Key } from '../shared/contract/keys.ts';

const DAY = 24 * 3_600_000;
/** How near its end a key is worth a word. */
const NEAR = 7 * DAY;
/** How long unused a key is worth a question. */
const IDLE = 90 * DAY;

type Dated = Pick<Key, 'status' | 'createdAt' | 'lastUsedAt' | 'expiresAt'>;

export interface Reminder<K> {
  key: K;
  why: 'expiring' | 'unused';
}

/** Those that end first come first, then those unused for longest. */
export function remindersOf<K extends Dated>(keys: readonly K[], now: number): Reminder<K>[] {
  const active = keys.filter(({ status }) => status === 'active');
  const expiring = active
    .filter((key) => {
      const left = endOf(key) - now;
      return left > 0 && left <= NEAR;
    })
    .sort((a, b) => endOf(a) - endOf(b));
  const unused = active
    .filter((key) => now - lastOf(key) >= IDLE && !expiring.includes(key))
    .sort((a, b) => lastOf(a) - lastOf(b));
  return [
    ...expiring.map((key) => ({ key, why: 'expiring' as const })),
    ...unused.map((key) => ({ key, why: 'unused' as const })),
  ];
}

function endOf({ expiresAt }: Dated): number {
  return expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt);
}

/** A key that was never used counts from when it was made. */
function lastOf({ lastUsedAt, createdAt }: Dated): number {
  return Date.parse(lastUsedAt ?? createdAt);
}
