import type { Kysely, Migration } from 'kysely';
import { required, TIME, table } from './columns.ts';

/** How far the servers have seen time themselves. */
export const clocks: Migration = {
  async up(db: Kysely<unknown>) {
    await table(db, 'clocks').addColumn('seen_at', TIME, required).execute();
  },
};
