import { type Kysely, sql } from 'kysely';

/** Lets a row of `audit` change once, when it gets its place in the chain, and never go. */
export async function makeAppendOnly(db: Kysely<unknown>): Promise<void> {
  const content = (row: 'old' | 'new') =>
    sql.raw(
      CONTENT.map((column) => `${row}.${column}${column === 'detail' ? '::text' : ''}`).join(', '),
    );
  await sql`
    create function keyturn_refuse_audit_change() returns trigger language plpgsql as $$
    begin
      if tg_op = 'UPDATE' then
        if old.seq is null and new.seq is not null
          and (${content('old')}) is not distinct from (${content('new')})
        then
          return new;
        end if;
      end if;
      raise exception 'the audit log only grows';
    end $$`.execute(db);
  await sql`
    create trigger keyturn_append_only before update or delete on audit
    for each row execute function keyturn_refuse_audit_change()`.execute(db);
  await sql`
    create trigger keyturn_not_emptied before truncate on audit
    for each statement execute function keyturn_refuse_audit_change()`.execute(db);
}

const CONTENT = [
  'position',
  'id',
  'org_id',
  'created_at',
  'actor_kind',
  'actor_id',
  'actor_name',
  'action',
  'target_kind',
  'target_id',
  'target_name',
  'detail',
  'ip',
  'request_id',
];
