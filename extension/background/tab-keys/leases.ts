/** Keys for one tab only: what keeps one, and the turn in which they are made and ended. */

import type { TabUse } from '../../messages/tabs.ts';
import { type PendingUse, stored, type TabKeyLease } from '../../stored.ts';
import { setPeriodicAlarm } from '../alarm.ts';
import { createMutex } from '../mutex.ts';
import { PENDING_LIFETIME } from '../tabs/use.ts';

/** Wakes the background to end those that nobody holds. */
export const TAB_KEYS = 'tab-keys';

/** How long such a key works, in milliseconds; the server ends it then by itself. */
export const LIFETIME = 60 * 60_000;

/** Making one and ending those that nobody holds never overlap. */
export const inTurn = createMutex();

export interface Held {
  uses: Record<string, TabUse>;
  pending: Record<string, PendingUse>;
  now: number;
}

/** Whether its tab still has it set, or it waits there for a permission, within its hour. */
export function isHeld(
  { keyId, tabId, until }: TabKeyLease,
  { uses, pending, now }: Held,
): boolean {
  if (keyId === null || now >= until) return false;
  if (uses[tabId]?.keyId === keyId) return true;
  const waiting = pending[tabId];
  return waiting?.request.keyId === keyId && now - waiting.askedAt < PENDING_LIFETIME;
}

export async function addLease(lease: TabKeyLease): Promise<void> {
  await watchLeases();
  await stored.tabKeyLeases.update((all) => [...all, lease]);
}

export function watchLeases(): Promise<void> {
  return setPeriodicAlarm(TAB_KEYS, 1);
}

/** By name, which is unique also before the server has given an id. */
export async function dropLease(name: string): Promise<void> {
  await stored.tabKeyLeases.update((all) => all.filter((one) => one.name !== name));
}

export async function nameLease(name: string, keyId: string): Promise<void> {
  await stored.tabKeyLeases.update((all) =>
    all.map((one) => (one.name === name ? { ...one, keyId } : one)),
  );
}
