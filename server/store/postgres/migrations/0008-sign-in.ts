import { type Kysely, type Migration, sql } from 'kysely';
import { JSON_TEXT, TIME } from './columns.ts';

/** Second factors, reset codes, and when each session was last used. */
export const signIn: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .alterTable('users')
      .addColumn('second_factor', JSON_TEXT)
      .addColumn('reset_code', JSON_TEXT)
      .execute();
    // What is there counts as used now: nobody is signed out by an upgrade.
    await db.schema
      .alterTable('sessions')
      .addColumn('last_used_at', TIME, (column) => column.notNull().defaultTo(sql`now()`))
      .execute();
    await sql`alter table sessions alter column last_used_at drop default`.execute(db);
    await sql`
      update orgs set policy = (policy::jsonb || '{"requireSecondFactor": false}')::json`.execute(
      db,
    );
  },
};
