import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { StoreUnavailable } from '../store.ts';
import type { Changes } from './changes.ts';
import type { Db } from './driver.ts';
import { StatementFailed } from './errors.ts';
import { FATE_LIMIT } from './limits.ts';

const AGAIN_AFTER = 50;
const INVALID_PARAMETER_VALUE = '22023';

/** What became of a transaction whose commit had no answer. */
export async function fateOf(
  db: Db,
  transactionId: string,
  changes: Pick<Changes, 'all' | 'recorded'>,
): Promise<'committed' | 'aborted' | 'unknown'> {
  const end = performance.now() + FATE_LIMIT;
  for (let looks = 1; performance.now() < end; looks++) {
    try {
      const { rows } = await sql<{ status: string | null }>`
        select pg_xact_status(${transactionId}::xid8) as status`.execute(db);
      const status = rows[0]?.status;
      if (status === 'aborted') return 'aborted';
      // After a crash, PostgreSQL may give the id of a transaction that was lost to another.
      if (status === 'committed') return (await stand(db, changes)) ? 'committed' : 'unknown';
      // Its connection is dead to us but not yet to PostgreSQL: nobody would end it. At the
      // first look it may still be at work on the commit. One that waits for a standby has
      // committed on this server alone, and an end would make it look whole.
      if (looks > 1)
        await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where backend_xid = ${transactionId}::xid8::xid
          and wait_event is distinct from 'SyncRep'`.execute(db);
    } catch (error) {
      if (isNeverHeardOf(error)) return 'aborted';
      if (!(error instanceof StoreUnavailable)) return 'unknown';
    }
    await setTimeout(AGAIN_AFTER);
  }
  return 'unknown';
}

/** An id "in the future": PostgreSQL has recovered from a crash without it. */
function isNeverHeardOf(error: unknown): boolean {
  return error instanceof StatementFailed && error.code === INVALID_PARAMETER_VALUE;
}

/** Whether every row is as those changes left it. */
async function stand(
  db: Db,
  { all, recorded }: Pick<Changes, 'all' | 'recorded'>,
): Promise<boolean> {
  const last = new Map(all.map((change) => [`${change.table} ${change.id}`, change]));
  for (const { table, id, record } of last.values()) {
    const stored = await db.selectFrom(table).selectAll().where('id', '=', id).executeTakeFirst();
    if (!isDeepStrictEqual(stored ?? null, record)) return false;
  }
  for (const { id } of recorded) {
    const stored = await db
      .selectFrom('audit')
      .select('id')
      .where('id', '=', id)
      .executeTakeFirst();
    if (!stored) return false;
  }
  return true;
}
