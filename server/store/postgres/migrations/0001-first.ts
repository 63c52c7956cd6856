import { type Kysely, type Migration, sql } from 'kysely';
import { deferred, ID, index, JSON_TEXT, references, required, TIME, table } from './columns.ts';

export const first: Migration = {
  async up(db: Kysely<unknown>) {
    await table(db, 'orgs')
      .addColumn('name', 'text', required)
      .addColumn('api_access', 'boolean', required)
      .addColumn('policy', JSON_TEXT, required)
      .addColumn('catalogue', JSON_TEXT, required)
      .addColumn('created_at', TIME, required)
      .execute();

    await table(db, 'users')
      .addColumn('name', 'text', required)
      .addColumn('email', 'text', (column) => column.notNull().unique())
      .addColumn('password_hash', 'text', required)
      .addColumn('created_at', TIME, required)
      .execute();

    await references(table(db, 'roles'), 'roles', { org_id: 'orgs' })
      .addColumn('name', 'text', required)
      .addColumn('permissions', sql`text[]`, required)
      .addColumn('api_access', 'boolean', required)
      .addColumn('built_in', 'text')
      .execute();

    await references(table(db, 'members'), 'members', { org_id: 'orgs', role_id: 'roles' })
      .addColumn('user_id', ID)
      .addForeignKeyConstraint('members_user_id_fkey', ['user_id'], 'users', ['id'], deferred)
      .addColumn('kind', 'text', required)
      .addColumn('name', 'text', required)
      .addColumn('email', 'text')
      .addColumn('active', 'boolean', required)
      .addColumn('created_at', TIME, required)
      .execute();

    await references(table(db, 'invitations'), 'invitations', {
      org_id: 'orgs',
      member_id: 'members',
    })
      .addColumn('code_hash', 'text', (column) => column.notNull().unique())
      .addColumn('expires_at', TIME, required)
      .addColumn('created_at', TIME, required)
      .execute();

    await references(table(db, 'sessions'), 'sessions', { user_id: 'users' })
      .addColumn('token_hash', 'text', (column) => column.notNull().unique())
      .addColumn('created_at', TIME, required)
      .addColumn('expires_at', TIME, required)
      .addColumn('ip', 'text')
      .addColumn('user_agent', 'text')
      .execute();

    await references(table(db, 'keys'), 'keys', { org_id: 'orgs', owner_id: 'members' })
      .addColumn('name', 'text', required)
      .addColumn('prefix', 'text', required)
      .addColumn('hash', 'text', (column) => column.notNull().unique())
      .addColumn('scopes', sql`text[]`, required)
      .addColumn('created_at', TIME, required)
      .addColumn('created_by', ID, required)
      .addColumn('expires_at', TIME)
      .addColumn('last_used_at', TIME)
      .addColumn('disabled_by', 'text')
      .addColumn('revoked_at', TIME)
      .addColumn('revoked_by', ID)
      .addColumn('revoke_reason', 'text')
      .addColumn('revoke_note', 'text')
      .execute();

    for (const [on, columns] of [
      ['roles', ['org_id', 'id']],
      ['members', ['org_id', 'created_at', 'id']],
      ['members', ['user_id', 'created_at', 'id']],
      ['members', ['role_id']],
      ['invitations', ['member_id', 'created_at', 'id']],
      ['invitations', ['org_id']],
      ['sessions', ['user_id', 'created_at', 'id']],
      ['keys', ['org_id', 'created_at', 'id']],
      ['keys', ['owner_id', 'created_at', 'id']],
    ] as const) {
      await index(db, on, columns);
    }

    await notifyOfChanges(db);
  },
};

/**
 * Tells every server, within the transaction, of a change that a check may depend on.
 * By trigger, so that a change by hand counts too. New rows are not told: no answer in
 * memory depends on them, and a NOTIFY makes commits wait for each other. Nor is a mere
 * change of when a key was last used.
 */
async function notifyOfChanges(db: Kysely<unknown>): Promise<void> {
  await sql`
    create function keyturn_notify_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('keyturn_changes',
        json_build_object('table', tg_table_name, 'id', old.id)::text);
      return null;
    end $$`.execute(db);
  for (const name of ['members', 'roles', 'orgs']) {
    await sql`
      create trigger keyturn_changed after update or delete on ${sql.table(name)}
      for each row execute function keyturn_notify_change()`.execute(db);
  }

  await sql`
    create function keyturn_notify_key_change() returns trigger language plpgsql as $$
    begin
      perform pg_notify('keyturn_changes',
        json_build_object('table', 'keys', 'id', old.id, 'hash', old.hash)::text);
      if tg_op = 'UPDATE' and old.hash <> new.hash then
        perform pg_notify('keyturn_changes',
          json_build_object('table', 'keys', 'id', new.id, 'hash', new.hash)::text);
      end if;
      return null;
    end $$`.execute(db);
  await sql`
    create trigger keyturn_deleted after delete on keys
    for each row execute function keyturn_notify_key_change()`.execute(db);
  await sql`
    create trigger keyturn_updated after update on keys for each row
    when (to_jsonb(old) - 'last_used_at' is distinct from to_jsonb(new) - 'last_used_at')
    execute function keyturn_notify_key_change()`.execute(db);
}
