import { setTimeout } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import { StoreUnavailable } from '../store.ts';
import type { Changes } from './changes.ts';
import type { Db } from './driver.ts';
import { FATE_LIMIT } from './limits.ts';

const AGAIN_AFTER = 50;

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
      // first look it may still be at work on the commit.
      if (looks > 1)
        await sql`
        select pg_terminate_backend(pid) from pg_stat_activity
        where backend_xid = ${transactionId}::xid8::xid`.execute(db);
    } catch (error) {
      // Other errors: an id that PostgreSQL, recovered from a crash, has never heard of.
      if (!(error instanceof StoreUnavailable)) return 'aborted';
    }
    await setTimeout(AGAIN_AFTER);
  }
  return 'unknown';
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
