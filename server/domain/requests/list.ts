/** A key's record as the contract shows it: what is stored and what still waits for it. */
import type { z } from 'zod';
import type {
  KeyDay,
  KeyRequest,
  keyDaysQuery,
  listKeyRequestsQuery,
} from '../../../shared/contract/requests.ts';
import type { RequestRow } from '../../store/requests.ts';
import type { Actor, Context } from '../context.ts';
import { visibleKey } from '../keys/subject.ts';
import { type Page, pageOf } from '../page.ts';
import { DAY_MS } from '../usage.ts';
import { dayName } from './pending.ts';

/** Newest first. Throws `not_found`, or `invalid_input` (the cursor). */
export async function listKeyRequests(
  context: Context,
  actor: Actor,
  keyId: string,
  query: z.output<typeof listKeyRequestsQuery>,
): Promise<Page<KeyRequest>> {
  const { store, usage, now } = context;
  const { key } = await visibleKey(store, actor, keyId);
  const { perKey, since } = usage.keep(now());
  const rows = await usage.settled(async () => {
    const stored = await store.requests.ofKey(key.id, perKey);
    return [...usage.waiting(key.id).requests, ...stored];
  });
  const kept = rows
    .sort(newestFirst)
    .slice(0, perKey)
    .filter(({ at }) => at >= since);
  const { items, nextCursor } = pageOf(kept, query, 'newest first', ({ at, id }) => ({ at, id }));
  return { items: items.map(requestView), nextCursor };
}

/** Each of the last days, the oldest first. Throws `not_found`. */
export async function listKeyDays(
  context: Context,
  actor: Actor,
  keyId: string,
  { days }: z.output<typeof keyDaysQuery>,
): Promise<{ items: KeyDay[] }> {
  const { store, usage, now } = context;
  const { key } = await visibleKey(store, actor, keyId);
  const today = Math.floor(now() / DAY_MS);
  const first = today - days + 1;
  const rows = await usage.settled(async () => {
    const stored = await store.requests.days(key.id, dayName(first));
    return [...stored, ...usage.waiting(key.id).days];
  });
  const items = Array.from({ length: days }, (_, i): KeyDay => {
    const day = dayName(first + i);
    const ofDay = rows.filter((row) => row.day === day);
    return {
      day,
      allowed: ofDay.reduce((sum, row) => sum + row.allowed, 0),
      refused: ofDay.reduce((sum, row) => sum + row.refused, 0),
    };
  });
  return { items };
}

function newestFirst(a: RequestRow, b: RequestRow): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}

function requestView({ at, outcome, scopes, method, path, ip }: RequestRow): KeyRequest {
  return { at: new Date(at).toISOString(), outcome, scopes: [...scopes], method, path, ip };
}
