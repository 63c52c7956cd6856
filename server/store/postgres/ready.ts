import { sql } from 'kysely';
import { StoreUnavailable } from '../store.ts';
import type { Db } from './driver.ts';

/** Throws `StoreUnavailable` while PostgreSQL does not answer, or answers but takes no write. */
export async function assertWritable(db: Db): Promise<void> {
  const { rows } = await sql<{ readonly: string }>`
    select current_setting('transaction_read_only') as readonly`.execute(db);
  if (rows[0]?.readonly !== 'off') {
    throw new StoreUnavailable('PostgreSQL is read-only: a standby, or set so.');
  }
}
