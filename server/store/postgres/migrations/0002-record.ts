import { type Kysely, type Migration, sql } from 'kysely';
import { makeAppendOnly } from './append-only.ts';
import { ID, index, JSON_TEXT, references, required, TIME, table } from './columns.ts';

/** Approval and the personal key, webhooks with their deliveries, the audit log. */
export const record: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema.alterTable('orgs').addColumn('documentation_url', 'text').execute();
    await db.schema
      .alterTable('keys')
      .alterColumn('hash', (column) => column.dropNotNull())
      .addColumn('personal', 'boolean', (column) => column.notNull().defaultTo(false))
      .addColumn('approval', 'text')
      .addColumn('decided_by', ID)
      .addColumn('decided_at', TIME)
      .execute();

    // The admin role names every reserved scope; two are new.
    await sql`
      update roles set permissions = permissions || array['keyturn.events:publish', 'keyturn.webhooks:manage']
      where built_in = 'admin'`.execute(db);

    await references(table(db, 'webhooks'), 'webhooks', { org_id: 'orgs', key_id: 'keys' })
      .addColumn('owner_id', ID, required)
      .addColumn('url', 'text', required)
      .addColumn('entity', 'text', required)
      .addColumn('operation', 'text', required)
      .addColumn('secret', 'text', required)
      .addColumn('status', 'text', required)
      .addColumn('stop_reason', 'text')
      .addColumn('failing_since', TIME)
      .addColumn('created_at', TIME, required)
      .addColumn('created_by', ID, required)
      .execute();

    await table(db, 'events')
      .addColumn('org_id', ID, required)
      .addColumn('entity', 'text', required)
      .addColumn('operation', 'text', required)
      .addColumn('payload', 'text', required)
      .addColumn('created_at', TIME, required)
      .execute();

    await references(table(db, 'deliveries'), 'deliveries', {
      webhook_id: 'webhooks',
      event_id: 'events',
    })
      .addColumn('org_id', ID, required)
      .addColumn('status', 'text', required)
      .addColumn('attempts', 'integer', required)
      .addColumn('next_attempt_at', TIME)
      .addColumn('last_attempt_at', TIME)
      .addColumn('response_status', 'integer')
      .addColumn('response_body', 'text')
      .addColumn('error', 'text')
      .addColumn('created_at', TIME, required)
      .execute();

    await references(table(db, 'audit'), 'audit', { org_id: 'orgs' })
      .addColumn('position', 'bigint', (column) =>
        column.notNull().unique().generatedAlwaysAsIdentity(),
      )
      .addColumn('created_at', TIME, required)
      .addColumn('actor_kind', 'text', required)
      .addColumn('actor_id', 'text')
      .addColumn('actor_name', 'text', required)
      .addColumn('action', 'text', required)
      .addColumn('target_kind', 'text', required)
      .addColumn('target_id', 'text', required)
      .addColumn('target_name', 'text', required)
      .addColumn('detail', JSON_TEXT, required)
      .addColumn('ip', 'text')
      .addColumn('request_id', 'text')
      .addColumn('seq', 'bigint')
      .addColumn('previous_hash', 'text')
      .addColumn('hash', 'text')
      .addUniqueConstraint('audit_one_place', ['org_id', 'seq'])
      .execute();

    await index(db, 'webhooks', ['org_id', 'created_at', 'id']);
    await index(db, 'webhooks', ['key_id', 'created_at', 'id']);
    await index(db, 'deliveries', ['webhook_id', 'created_at', 'id']);
    await index(db, 'deliveries', ['event_id', 'created_at', 'id']);
    await sql`create index deliveries_due on deliveries (next_attempt_at) where next_attempt_at is not null`.execute(
      db,
    );
    await index(db, 'audit', ['org_id', 'position']);
    await index(db, 'audit', ['actor_id', 'position']);
    await index(db, 'audit', ['target_id', 'position']);
    await sql`create index audit_unsealed on audit (position) where seq is null`.execute(db);
    await makeAppendOnly(db);
  },
};
