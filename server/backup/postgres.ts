/** The rows of a database, and a database filled with rows. */
import { sql } from 'kysely';
import type { SealedAuditEntry } from '../../shared/contract/audit.ts';
import { entryOf, rowOf } from '../store/audit/entry.ts';
import { type Head, START, seal } from '../store/audit/seal.ts';
import { decode, encode } from '../store/postgres/columns.ts';
import { connectTo, type Db } from '../store/postgres/driver.ts';
import { reason } from '../store/postgres/errors.ts';
import { migrate, migrationsOf } from '../store/postgres/migrate.ts';
import {
  addDays,
  insertRequests,
  type RequestRecord,
  requestOf,
} from '../store/postgres/requests.ts';
import { describeTarget } from '../store/postgres/target.ts';
import type { DayRow, RequestRow } from '../store/requests.ts';
import { TABLE_NAMES, type TableName, type Tables } from '../store/rows.ts';
import { StoreRefused } from '../store/store.ts';
import type { BackupRow, BackupRows, TableRow } from './format.ts';

/** Rows of one statement: PostgreSQL takes 65,535 parameters. */
const AT_ONCE = 500;
/** For one statement, in milliseconds: an index over a large table takes its time. */
const LIMIT = 10 * 60_000;

/**
 * All rows as they are at one moment, while servers go on. Throws `StoreRefused` where
 * the database cannot be used, or has another version's tables: to read them here would
 * be to migrate them.
 */
export async function* rowsOfDatabase(url: string): AsyncGenerator<BackupRow> {
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
    yield* auditOf(view);
    yield* requestsOf(view);
    yield* daysOf(view);
    await view.commit().execute();
  } catch (error) {
    throw asRefusal(error, url);
  } finally {
    await db.destroy();
  }
}

async function* rowsOfTable(view: Db, table: TableName): AsyncGenerator<BackupRow> {
  const page = view.selectFrom(table).selectAll().orderBy('id').limit(AT_ONCE);
  let last: string | undefined;
  for (;;) {
    const records = await (last === undefined ? page : page.where('id', '>', last)).execute();
    for (const record of records) yield [table, decode(table, record)] as TableRow;
    last = records.at(-1)?.id;
    if (last === undefined || records.length < AT_ONCE) return;
  }
}

/** What no server has sealed yet gets its place here, as the next one to seal would give it. */
async function* auditOf(view: Db): AsyncGenerator<BackupRow> {
  const heads = new Map<string, Head>();
  const page = view.selectFrom('audit').selectAll().limit(AT_ONCE);
  const sealed = page.where('seq', 'is not', null).orderBy('org_id').orderBy('seq');
  let last: { org_id: string; seq: string | null } | undefined;
  for (;;) {
    const records = await (last
      ? sealed.where(sql<boolean>`(org_id, seq) > (${last.org_id}, ${last.seq})`)
      : sealed
    ).execute();
    for (const record of records) {
      const entry: SealedAuditEntry = {
        ...entryOf(decode('audit', record)),
        seq: Number(record.seq),
        previousHash: record.previous_hash ?? '',
        hash: record.hash ?? '',
      };
      heads.set(entry.orgId, entry);
      yield ['audit', entry];
    }
    last = records.at(-1);
    if (!last || records.length < AT_ONCE) break;
  }
  const unsealed = view.selectFrom('audit').selectAll().where('seq', 'is', null);
  for (const record of await unsealed.orderBy('position').execute()) {
    const entry = seal(entryOf(decode('audit', record)), heads.get(record.org_id) ?? START);
    heads.set(entry.orgId, entry);
    yield ['audit', entry];
  }
}

async function* requestsOf(view: Db): AsyncGenerator<BackupRow> {
  let last: RequestRecord | undefined;
  for (;;) {
    const after = last
      ? sql`where (key_id, at, id) > (${last.keyId}, ${last.at}, ${last.id})`
      : sql``;
    const { rows } = await sql<RequestRecord>`
      select key_id as "keyId", at, id, outcome, scopes, method, path, ip from key_requests
      ${after} order by key_id, at, id limit ${AT_ONCE}`.execute(view);
    for (const row of rows) yield ['requests', requestOf(row)];
    last = rows.at(-1);
    if (!last || rows.length < AT_ONCE) return;
  }
}

async function* daysOf(view: Db): AsyncGenerator<BackupRow> {
  let last: DayRow | undefined;
  for (;;) {
    const after = last ? sql`where (key_id, day) > (${last.keyId}, ${last.day})` : sql``;
    const { rows } = await sql<{ keyId: string; day: string; allowed: string; refused: string }>`
      select key_id as "keyId", day, allowed, refused from key_days
      ${after} order by key_id, day limit ${AT_ONCE}`.execute(view);
    const days = rows.map(({ allowed, refused, ...row }) => ({
      ...row,
      allowed: Number(allowed),
      refused: Number(refused),
    }));
    for (const row of days) yield ['days', row];
    last = days.at(-1);
    if (!last || days.length < AT_ONCE) return;
  }
}

/**
 * Brings an empty database up to date and fills it in one transaction: all rows stand or
 * none, whatever ends it. Answers false, having changed nothing, where there are rows.
 * Throws `StoreRefused`.
 */
export async function fillDatabase(url: string, rows: BackupRows): Promise<boolean> {
  await migrate(url);
  const db = connect(url);
  try {
    const all = await db.startTransaction().setIsolationLevel('serializable').execute();
    // A server that is being set up at the same time waits here, and then finds it done.
    await sql`lock table orgs in share row exclusive mode`.execute(all);
    const filled = await isEmpty(all);
    if (filled) await insertAll(all, rows);
    await all.commit().execute();
    return filled;
  } catch (error) {
    throw asRefusal(error, url);
  } finally {
    await db.destroy();
  }
}

async function isEmpty(db: Db): Promise<boolean> {
  for (const table of TABLE_NAMES) {
    const row = await db.selectFrom(table).select('id').limit(1).executeTakeFirst();
    if (row) return false;
  }
  return true;
}

async function insertAll(db: Db, rows: BackupRows): Promise<void> {
  let some: BackupRow[] = [];
  for await (const row of rows) {
    if (some.length === AT_ONCE || (some[0] && some[0][0] !== row[0])) {
      await insert(db, some);
      some = [];
    }
    some.push(row);
  }
  await insert(db, some);
}

/** Rows of one kind. */
async function insert(db: Db, rows: readonly BackupRow[]): Promise<void> {
  const kind = rows[0]?.[0];
  const values = rows.map(([, row]) => row);
  if (kind === undefined) return;
  if (kind === 'requests') await insertRequests(values as RequestRow[]).execute(db);
  else if (kind === 'days') await addDays(values as DayRow[]).execute(db);
  else if (kind === 'audit') await insertAudit(db, values as SealedAuditEntry[]);
  else await insertRows(db, kind, values as Tables[typeof kind][]);
}

async function insertRows<T extends TableName>(db: Db, table: T, rows: Tables[T][]): Promise<void> {
  await db
    .insertInto(table as TableName)
    .values(rows.map((row) => encode(table, row)) as never)
    .execute();
}

async function insertAudit(db: Db, entries: readonly SealedAuditEntry[]): Promise<void> {
  const records = entries.map((entry) => ({
    ...encode('audit', rowOf(entry)),
    seq: String(entry.seq),
    previous_hash: entry.previousHash,
    hash: entry.hash,
  }));
  await db.insertInto('audit').values(records).execute();
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
