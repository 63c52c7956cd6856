import { type Kysely, type Migration, sql } from 'kysely';

/** A notification also names the org whose keys the change is about. */
export const noticeOrg: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`
      create or replace function keyturn_notify_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('keyturn_changes',
          json_build_object('table', tg_table_name, 'id', old.id,
            'org', coalesce(to_jsonb(old)->>'org_id', old.id))::text);
        return null;
      end $$`.execute(db);
    await sql`
      create or replace function keyturn_notify_key_change() returns trigger language plpgsql as $$
      begin
        perform pg_notify('keyturn_changes',
          json_build_object('table', 'keys', 'id', old.id, 'hash', old.hash, 'org', old.org_id)::text);
        if tg_op = 'UPDATE' and old.hash is distinct from new.hash then
          perform pg_notify('keyturn_changes',
            json_build_object('table', 'keys', 'id', new.id, 'hash', new.hash, 'org', new.org_id)::text);
        end if;
        return null;
      end $$`.execute(db);
  },
};
