import { setTimeout } from 'node:timers/promises';
import { sql } from 'kysely';
import { StoreUnavailable } from '../store.ts';
import type { Db } from './driver.ts';
import { FATE_LIMIT } from './limits.ts';

const AGAIN_AFTER = 50;

/** What became of a transaction whose commit had no answer. */
export async function fateOf(
  db: Db,
  transactionId: string,
): Promise<'committed' | 'aborted' | 'unknown'> {
  const end = performance.now() + FATE_LIMIT;
  while (performance.now() < end) {
    try {
      const { rows } = await sql<{ status: string | null }>`
        select pg_xact_status(${transactionId}::xid8) as status`.execute(db);
      const status = rows[0]?.status;
      if (status === 'committed' || status === 'aborted') return status;
      // Its connection is dead to us but not yet to PostgreSQL: nobody would end it.
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
