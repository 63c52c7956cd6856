/** Keys that wait for an admin's approval, and how many: for the rail and the toolbar. */

import type { Key } from '../../../shared/contract/keys.ts';
import { type Session, stored } from '../../stored.ts';
import { clearAlarm, setPeriodicAlarm } from '../alarm.ts';
import { notify } from '../notify.ts';
import { callAs, requireSession } from '../session/session.ts';
import { ask, every, inOrg, oneParams, pageQuery } from './in-org.ts';

export const APPROVALS_WATCH = 'approvals-watch';

/** Minutes between two looks while nobody opens the extension. */
const WATCH_PERIOD = 30;

export async function listApprovals(): Promise<{ items: Key[] }> {
  const session = await requireSession();
  const items = await waitingKeys(session);
  await remember(session, items.length);
  return { items };
}

export async function waitingCount(): Promise<{ count: number }> {
  const { account } = await requireSession();
  const known = await stored.waitingApprovals.read();
  return { count: known?.orgId === account.current.org.id ? known.count : 0 };
}

export async function approveKey(id: string): Promise<Key> {
  const key = await ask('approveKey', { params: await oneParams(id) });
  await recount();
  return key;
}

export async function denyKey(id: string, reason: string): Promise<Key> {
  const body = reason.trim() ? { reason } : {};
  const key = await ask('denyKey', { params: await oneParams(id), body });
  await recount();
  return key;
}

/** Counts anew for an admin, and goes on doing so now and then; not at all for anyone else. */
export async function watchApprovals(): Promise<void> {
  const session = await stored.session.read();
  if (!session?.account.isAdmin) {
    await clearAlarm(APPROVALS_WATCH);
    await stored.waitingApprovals.remove();
    return;
  }
  await setPeriodicAlarm(APPROVALS_WATCH, WATCH_PERIOD);
  await remember(session, (await waitingKeys(session)).length);
}

/** What was decided stays decided, also where it cannot be counted anew just now. */
async function recount(): Promise<void> {
  await watchApprovals().catch(() => undefined);
}

/** The oldest first: they have waited longest. */
async function waitingKeys(session: Session): Promise<Key[]> {
  const keys: Key[] = [];
  const read = (cursor: string | null) =>
    callAs(session, 'listKeys', {
      params: inOrg(session),
      query: { ...pageQuery(cursor), owner: 'all', status: 'pending' },
    });
  for await (const key of every(read)) {
    if (key.statusReason === 'awaiting_approval') keys.unshift(key);
  }
  return keys;
}

async function remember(session: Session, count: number): Promise<void> {
  const before = await stored.waitingApprovals.read();
  const { org } = inOrg(session);
  if (before?.orgId === org && before.count === count) return;
  await stored.waitingApprovals.write({ orgId: org, count });
  await notify('approvals');
}
