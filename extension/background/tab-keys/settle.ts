/**
 * Ends the keys that were for one tab only and that no tab holds any more: here at once,
 * on the server as soon as it answers. Run after every change of what is set on tabs, at
 * each start of the worker, and every minute while there is such a key.
 */

import { type Session, stored, type TabKeyLease } from '../../stored.ts';
import { clearAlarm } from '../alarm.ts';
import { Failed } from '../failed.ts';
import { applyUses } from '../injection/apply.ts';
import { patchLists } from '../keys/cache.ts';
import { notify } from '../notify.ts';
import { call } from '../session/api.ts';
import { endUses } from '../tabs/uses.ts';
import { dropLease, inTurn, isHeld, LIFETIME, TAB_KEYS, watchLeases } from './leases.ts';

/** How long a key is looked for whose making was never answered: a request may be under way. */
const LOST_ANSWER = 2 * 60_000;
/** Longer than a key of an hour can have lasted, whatever the clocks say. */
const GIVE_UP = 2 * LIFETIME;
const TIMEOUT = 5_000;

/** Asks the server as `session`, or as whoever is signed in. */
export function settleTabKeys(session?: Session): Promise<void> {
  return inTurn(async () => {
    const leases = await stored.tabKeyLeases.read();
    if (leases.length === 0) return clearAlarm(TAB_KEYS);
    await watchLeases();
    const [uses, pending] = await Promise.all([stored.tabUses.read(), stored.pendingUses.read()]);
    const held = { uses, pending, now: Date.now() };
    const ended = leases.filter((lease) => !isHeld(lease, held));
    await endHere(ended, held.now);
    const as = session ?? (await stored.session.read());
    await endOnServer(ended, as, held.now);
    if ((await stored.tabKeyLeases.read()).length === 0) await clearAlarm(TAB_KEYS);
  });
}

/** Whoever hears of it: the key goes out of memory, off its tab, and into no rule again. */
async function endHere(ended: TabKeyLease[], now: number): Promise<void> {
  const ids = new Set(ended.map(({ keyId }) => keyId));
  await endUses((use) => {
    const lease = ended.find(({ keyId }) => keyId === use.keyId);
    if (!lease) return null;
    return now >= lease.until ? 'hour-over' : 'key-stopped';
  });
  await stored.pendingUses.update((all) => kept(all, ({ request }) => !ids.has(request.keyId)));
  const before = await stored.secrets.read();
  const after = await stored.secrets.update((all) => {
    const left = Object.entries(all).filter(([id]) => !ids.has(id));
    return left.length === Object.keys(all).length ? all : Object.fromEntries(left);
  });
  if (Object.keys(after).length < Object.keys(before).length) await applyUses();
}

async function endOnServer(
  ended: TabKeyLease[],
  session: Session | null,
  now: number,
): Promise<void> {
  for (const lease of ended) {
    if (now - lease.askedAt > GIVE_UP) {
      // The server has let it expire long since.
      await dropLease(lease.name);
      continue;
    }
    const isOwn = session?.address === lease.address && session.account.user.id === lease.userId;
    if (!session || !isOwn) continue;
    try {
      await revoke(session, lease, now);
    } catch (error) {
      if (!(error instanceof Failed)) throw error;
      // Whatever stands in the way, the next minute tries again.
      if (error.failure.kind === 'no-answer') return;
    }
  }
}

async function revoke(session: Session, lease: TabKeyLease, now: number): Promise<void> {
  const ids = new Set(await idsByName(session, lease));
  if (lease.keyId !== null) ids.add(lease.keyId);
  for (const id of ids) await revokeOne(session, lease.orgId, id);
  if (ids.size > 0) await notify('keys');
  // A request whose answer was lost may still be under way.
  const mayCome = lease.keyId === null && now - lease.askedAt <= LOST_ANSWER;
  if (!mayCome) await dropLease(lease.name);
}

async function revokeOne(session: Session, org: string, id: string): Promise<void> {
  const signal = AbortSignal.timeout(TIMEOUT);
  try {
    const params = { org, id };
    const key = await call({ ...session, signal }, 'revokeKey', { params, body: {} });
    await stored.keyLists.update((lists) => patchLists(lists, id, key));
  } catch (error) {
    if (!isGone(error)) throw error;
  }
}

/**
 * What was made by that name and is not revoked. It may be more than one: a browser sends
 * a request again by itself when the connection breaks before the answer.
 */
async function idsByName(session: Session, lease: TabKeyLease): Promise<string[]> {
  const signal = AbortSignal.timeout(TIMEOUT);
  const { items } = await call({ ...session, signal }, 'listKeys', {
    params: { org: lease.orgId },
    query: { q: lease.name, limit: 10 },
  });
  return items.filter(({ name }) => name === lease.name).map(({ id }) => id);
}

function isGone(error: unknown): boolean {
  return (
    error instanceof Failed &&
    error.failure.kind === 'refused' &&
    error.failure.code === 'not_found'
  );
}

function kept<T>(all: Record<string, T>, keep: (one: T) => boolean): Record<string, T> {
  const left = Object.entries(all).filter(([, one]) => keep(one));
  return left.length === Object.keys(all).length ? all : Object.fromEntries(left);
}
