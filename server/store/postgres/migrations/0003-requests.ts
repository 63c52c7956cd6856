import type { Kysely, Migration } from 'kysely';
import { ID, required, TIME } from './columns.ts';

/**
 * What was checked with each key. Without references: rows come in the background, and
 * one that comes after its key was deleted must not hold up the others.
 */
export const requests: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable('key_requests')
      .addColumn('key_id', ID, required)
      .addColumn('at', TIME, required)
      .addColumn('id', ID, required)
      .addColumn('outcome', 'text', required)
      // Parted by spaces: arrays of arrays cannot be sent where their lengths differ.
      .addColumn('scopes', 'text', required)
      .addColumn('method', 'text')
      .addColumn('path', 'text')
      .addColumn('ip', 'text')
      .addPrimaryKeyConstraint('key_requests_pkey', ['key_id', 'at', 'id'])
      .execute();
    await db.schema.createIndex('key_requests_by_at').on('key_requests').column('at').execute();

    await db.schema
      .createTable('key_days')
      .addColumn('key_id', ID, required)
      .addColumn('day', ID, required)
      .addColumn('allowed', 'bigint', required)
      .addColumn('refused', 'bigint', required)
      .addPrimaryKeyConstraint('key_days_pkey', ['key_id', 'day'])
      .execute();
  },
};
