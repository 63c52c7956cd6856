/** When an open vault locks itself. */

import { browser } from '../../browser.ts';
import type { Settings } from '../../messages/settings.ts';
import type { OpenVault } from '../../stored.ts';
import { settingsAfter } from '../settings.ts';

const MINUTE = 60_000;

/** Wakes the background to lock; the deadline that is stored is what counts. */
export const VAULT_LOCK = 'vault-lock';

/** Milliseconds; once `change` is written, where one is on its way. */
export async function idleTime(change: Partial<Settings> = {}): Promise<number> {
  return (await settingsAfter(change)).vaultMinutes * MINUTE;
}

/**
 * Whether an open vault has to be locked. A deadline further away than the idle time that it
 * was reckoned with comes from a clock that was set back since; the idle time of the settings
 * may have been shortened since, which is no reason to lock.
 */
export function isDue({ until, idle }: Pick<OpenVault, 'until' | 'idle'>, now: number): boolean {
  return now >= until || until - now > idle;
}

export function setAlarm(until: number): void {
  browser.alarms.create(VAULT_LOCK, { when: until });
}
