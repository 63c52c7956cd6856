/** When an open vault locks itself. */

import { browser } from '../../browser.ts';
import { readSettings } from '../settings.ts';

const MINUTE = 60_000;

/** Wakes the background to lock; the deadline that is stored is what counts. */
export const VAULT_LOCK = 'vault-lock';

/** Milliseconds. */
export async function idleTime(): Promise<number> {
  return (await readSettings()).vaultMinutes * MINUTE;
}

/**
 * Whether an open vault has to be locked. A deadline further away than the idle time
 * comes from a clock that was set back since.
 */
export function isDue(until: number, now: number, idle: number): boolean {
  return now >= until || until - now > idle;
}

export function setAlarm(until: number): void {
  browser.alarms.create(VAULT_LOCK, { when: until });
}
