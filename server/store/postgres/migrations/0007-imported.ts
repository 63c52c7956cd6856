import { type Kysely, type Migration, sql } from 'kysely';

/** Servers ask again and again whether there are keys of another format than ours. */
export const imported: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create index keys_imported on keys (id)
      where hash is not null and prefix not like 'kt\\_%'`.execute(db);
  },
};
