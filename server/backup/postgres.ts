/** The rows of a database, and a database filled with rows. */
import { sql } from 'kysely';
import { decode, encode, type Schema } from '../store/postgres/columns.ts';
import { connectTo, type Db } from '../store/postgres/driver.ts';
import { reason } from '../store/postgres/errors.ts';
import { migrate, migrationsOf } from '../store/postgres/migrate.ts';
import { describeTarget } from '../store/postgres/target.ts';
import { TABLE_NAMES, type TableName } from '../store/rows.ts';
import { StoreRefused } from '../store/store.ts';
import type { BackupRow } from './format.ts';

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const ROWS_AT_ONCE = 500;
/** For one statement, in milliseconds: an index over a large table takes its time. */
const LIMIT = 10 * 60_000;

/**
 * All rows as they are at one moment, while servers go on. Throws `StoreRefused` where
 * the database cannot be used, or has another version's tables: to read them here would
 * be to migrate them.
 */
export async function* rowsOf(url: string): AsyncGenerator<BackupRow> {
  const db = connect(url);
  try {
    const { missing, unknown } = await migrationsOf(db);
    if (missing.length > 0 || unknown.length > 0) {
      throw new StoreRefused(
        `The database ${describeTarget(url)} is not of this version of Keyturn. Use the version that its servers run.`,
      );
    }
    // One view of all tables.
    const view = await db.startTransaction().setIsolationLevel('repeatable read').execute();
    for (const table of TABLE_NAMES) yield* rowsOfTable(view, table);
    await view.commit().execute();
  } catch (error) {
    throw asRefusal(error, url);
  } finally {
    await db.destroy();
  }
}

async function* rowsOfTable(view: Db, table: TableName): AsyncGenerator<BackupRow> {
  const page = view.selectFrom(table).selectAll().orderBy('id').limit(ROWS_AT_ONCE);
  let last: string | undefined;
  for (;;) {
    const records = await (last === undefined ? page : page.where('id', '>', last)).execute();
    for (const record of records) yield [table, decode(table, record)] as BackupRow;
    last = records.at(-1)?.id;
    if (last === undefined || records.length < ROWS_AT_ONCE) return;
  }
}

/**
 * Brings an empty database up to date and fills it in one transaction: all rows stand or
 * none, whatever ends it. Answers false, having changed nothing, where there are rows.
 * Throws `StoreRefused`.
 */
export async function fillDatabase(
  url: string,
  rows: AsyncIterable<BackupRow> | Iterable<BackupRow>,
): Promise<boolean> {
  await migrate(url);
  const db = connect(url);
  try {
    const all = await db.startTransaction().setIsolationLevel('serializable').execute();
    // A server that is being set up at the same time waits here, and then finds it done.
    await sql`lock table orgs in share row exclusive mode`.execute(all);
    const isFilled = (await tablesWithRows(all)).length > 0;
    if (!isFilled) await insertAll(all, rows);
    await all.commit().execute();
    return !isFilled;
  } catch (error) {
    throw asRefusal(error, url);
  } finally {
    await db.destroy();
  }
}

async function tablesWithRows(db: Db): Promise<TableName[]> {
  const found: TableName[] = [];
  for (const table of TABLE_NAMES) {
    const row = await db.selectFrom(table).select('id').limit(1).executeTakeFirst();
    if (row) found.push(table);
  }
  return found;
}

async function insertAll(db: Db, rows: AsyncIterable<BackupRow> | Iterable<BackupRow>) {
  let table: TableName | undefined;
  let records: Schema[TableName][] = [];
  const send = async () => {
    if (table) await db.insertInto(table).values(records).execute();
    records = [];
  };
  for await (const [name, row] of rows) {
    if (table !== name || records.length === ROWS_AT_ONCE) {
      await send();
      table = name;
    }
    records.push(encode(name, row));
  }
  await send();
}

function connect(url: string): Db {
  return connectTo(url, {
    max: 1,
    statement_timeout: LIMIT,
    query_timeout: LIMIT,
    idle_in_transaction_session_timeout: LIMIT,
  });
}

function asRefusal(error: unknown, url: string): unknown {
  const { name } = error as Error;
  if (name !== 'StoreUnavailable' && name !== 'StatementFailed') return error;
  return new StoreRefused(
    `The database ${describeTarget(url)} cannot be used: ${reason(error).replace(/\.$/, '')}. See that it runs and that DATABASE_URL is right.`,
  );
}
