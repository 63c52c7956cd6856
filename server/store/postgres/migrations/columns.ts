/** What migrations build tables from. */
import { type CreateTableBuilder, type Kysely, sql } from 'kysely';

/** Ids sort by their bytes whatever the database's own language: pages go on from an id. */
export const ID = sql`text collate "C"`;
export const TIME = 'timestamptz';
/** Not jsonb, which refuses some strings that JSON allows; nothing searches inside. */
export const JSON_TEXT = 'json';

type Table = CreateTableBuilder<string, string>;
type Column = Parameters<Parameters<Table['addColumn']>[2] & object>[0];

export const required = (column: Column) => column.notNull();
/** Rows of one transaction may come in any order, as long as they agree at its end. */
export const deferred = (
  key: Parameters<Parameters<Table['addForeignKeyConstraint']>[4] & object>[0],
) => key.deferrable().initiallyDeferred();

export function table(db: Kysely<unknown>, name: string): Table {
  return db.schema.createTable(name).addColumn('id', ID, (column) => column.primaryKey());
}

export function references(to: Table, name: string, targets: Record<string, string>): Table {
  return Object.entries(targets).reduce<Table>(
    (builder, [column, target]) =>
      builder
        .addColumn(column, ID, required)
        .addForeignKeyConstraint(`${name}_${column}_fkey`, [column], target, ['id'], deferred),
    to,
  );
}

/** Named after its table and first column. */
export async function index(
  db: Kysely<unknown>,
  on: string,
  columns: readonly [string, ...string[]],
): Promise<void> {
  await db.schema
    .createIndex(`${on}_by_${columns[0].replace('_id', '')}`)
    .on(on)
    .columns([...columns])
    .execute();
}
