/** Ends the keys that nobody has used for as long as their org's policy allows. */
import { setImmediate } from 'node:timers/promises';
import type { KeyRow, OrgRow } from '../../store/rows.ts';
import type { Store } from '../../store/store.ts';
import { SYSTEM } from '../audit/author.ts';
import { record, theKey } from '../audit/record.ts';
import type { Context } from '../context.ts';
import type { Usage } from '../usage.ts';
import { revokedAsUnused } from './changes.ts';
import { isoOrNull } from './view.ts';

/** What the sweep asks of a context. */
type Sweeping = Pick<Context, 'now' | 'randomBytes'> & {
  store: Pick<Store, 'orgs' | 'keys' | 'transact'>;
  usage: Pick<Usage, 'lastUsedAt'>;
};

const DAY = 24 * 3_600_000;
/** Keys read before others get their turn, and keys revoked in one transaction. */
const READ_AT_ONCE = 500;
const REVOKED_AT_ONCE = 100;

/**
 * Whether a key has gone unused for `days`: since its last use, or since it was made.
 * Whatever kept it from being used does not matter, so a deactivated or suspended key is
 * unused too; one that waits for its approval is not yet a key that could be.
 */
export function isUnused(
  key: Pick<KeyRow, 'hash' | 'createdAt' | 'expiresAt' | 'revokedAt'>,
  lastUsedAt: number | null,
  days: number,
  now: number,
): boolean {
  // One in its grace ends by itself.
  if (key.hash === null || key.revokedAt !== null) return false;
  if (key.expiresAt !== null && key.expiresAt <= now) return false;
  return now - Math.max(key.createdAt, lastUsedAt ?? 0) >= days * DAY;
}

/**
 * Of every org with the policy, reads the keys that are old enough. `now` is a time that
 * can be believed: nothing brings a revoked key back. Ends early where `isStopping`.
 */
export async function revokeUnused(
  context: Sweeping,
  now: number,
  isStopping: () => boolean,
): Promise<void> {
  for (const org of await context.store.orgs.all()) {
    const days = org.policy.revokeUnusedAfterDays;
    if (days === null) continue;
    for await (const keyIds of unusedKeys(context, org, days, now)) {
      if (isStopping()) return;
      await revokeBatch(context, org.id, keyIds, now);
    }
  }
}

async function* unusedKeys(
  context: Sweeping,
  { id: orgId }: OrgRow,
  days: number,
  now: number,
): AsyncIterable<string[]> {
  // A key that is younger cannot be due.
  const before = { createdAt: now - days * DAY + 1, id: '' };
  let batch: string[] = [];
  let read = 0;
  for await (const key of context.store.keys.newestFirst({ orgId, before })) {
    if (isUnused(key, lastUsedAt(context, key), days, now)) batch.push(key.id);
    if (batch.length === REVOKED_AT_ONCE) {
      yield batch;
      batch = [];
    }
    if (++read % READ_AT_ONCE === 0) await setImmediate();
  }
  if (batch.length > 0) yield batch;
}

/** Decides again, on what is stored and in memory by now. */
async function revokeBatch(
  context: Sweeping,
  orgId: string,
  keyIds: readonly string[],
  now: number,
): Promise<void> {
  await context.store.transact(async (tx) => {
    const days = (await tx.orgs.byId(orgId))?.policy.revokeUnusedAfterDays;
    if (days === null || days === undefined) return;
    for (const id of keyIds) {
      const key = await tx.keys.byId(id);
      if (!key) continue;
      const usedAt = lastUsedAt(context, key);
      if (!isUnused(key, usedAt, days, now)) continue;
      const row = revokedAsUnused(key, now);
      tx.put('keys', row);
      record(tx, context, SYSTEM, 'key.revoked', theKey(row), {
        because: 'unused',
        lastUsedAt: isoOrNull(usedAt),
        revokeUnusedAfterDays: days,
      });
    }
  });
}

/** The newest that the store or this server knows. */
function lastUsedAt({ usage }: Sweeping, key: KeyRow): number | null {
  const inMemory = usage.lastUsedAt(key.id);
  return inMemory === undefined ? key.lastUsedAt : Math.max(inMemory, key.lastUsedAt ?? 0);
}
