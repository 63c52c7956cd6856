import { sql } from 'kysely';
import type { AuditRow, TableName, Tables } from '../rows.ts';
import { encode, type Schema } from './columns.ts';
import type { Db } from './driver.ts';

type Put<T extends TableName = TableName> = {
  table: T;
  id: string;
  record: Schema[T];
  /** A key's. */
  hash?: string | undefined;
};
type Remove = { table: TableName; id: string; record: null; hash?: undefined };
/** A row put, or the id of one removed (`record` is null then). */
export type Change = Put | Remove;

/** PostgreSQL takes 65,535 parameters in one statement. */
const ROWS_AT_ONCE = 500;

/** What a transaction has changed; sent when a read depends on it, or at the end. */
export class Changes {
  readonly #db: Db;
  #waiting: Change[] = [];
  readonly #all: Change[] = [];
  readonly #recorded: AuditRow[] = [];
  #transactionId: string | undefined;

  constructor(db: Db) {
    this.#db = db;
  }

  /** Every change so far. */
  get all(): readonly Change[] {
    return this.#all;
  }

  /** What was recorded in the audit log. */
  get recorded(): readonly AuditRow[] {
    return this.#recorded;
  }

  /** Of the transaction at PostgreSQL; undefined while it has changed nothing there. */
  get transactionId(): string | undefined {
    return this.#transactionId;
  }

  put<T extends TableName>(table: T, row: Tables[T]): void {
    const hash = 'hash' in row ? row.hash : undefined;
    this.#note({ table, id: row.id, record: encode(table, row), hash } as Change);
  }

  remove(table: TableName, id: string): void {
    this.#note({ table, id, record: null });
  }

  /** Sent by `sendRecorded`: nothing in a transaction reads it. */
  record(row: AuditRow): void {
    this.#recorded.push(row);
  }

  /** Sends what waits if a read of that table, or of that one row, would see it. */
  async sendFor(table: TableName, id?: string): Promise<void> {
    const seen = (change: Change) =>
      change.table === table && (id === undefined || change.id === id);
    if (this.#waiting.some(seen)) await this.send();
  }

  /** In their order, neighbours of one table and kind together. */
  async send(): Promise<void> {
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const group of groups(waiting)) {
      const { table, record } = group[0] as Change;
      const ids =
        record === null
          ? await this.#delete(table, group as Remove[])
          : await this.#upsert(table, group as Put[]);
      this.#transactionId ??= ids[0]?.transaction_id;
    }
  }

  async sendRecorded(): Promise<void> {
    for (let from = 0; from < this.#recorded.length; from += ROWS_AT_ONCE) {
      const ids = await this.#db
        .insertInto('audit')
        .values(this.#recorded.slice(from, from + ROWS_AT_ONCE).map((row) => encode('audit', row)))
        .returning(transactionId)
        .execute();
      this.#transactionId ??= ids[0]?.transaction_id;
    }
  }

  #note(change: Change): void {
    this.#waiting.push(change);
    this.#all.push(change);
  }

  #delete(table: TableName, group: Remove[]) {
    return this.#db
      .deleteFrom(table)
      .where(
        'id',
        'in',
        group.map(({ id }) => id),
      )
      .returning(transactionId)
      .execute();
  }

  #upsert(table: TableName, group: Put[]) {
    const columns = Object.keys((group[0] as Put).record) as 'id'[];
    return this.#db
      .insertInto(table)
      .values(group.map(({ record }) => record))
      .onConflict((conflict) =>
        conflict
          .column('id')
          .doUpdateSet((eb) =>
            Object.fromEntries(columns.map((column) => [column, eb.ref(`excluded.${column}`)])),
          ),
      )
      .returning(transactionId)
      .execute();
  }
}

const transactionId = sql<string>`pg_current_xact_id()::text`.as('transaction_id');

/** Runs of changes that one statement can make: it may touch a row once only. */
function groups(changes: readonly Change[]): Change[][] {
  const result: Change[][] = [];
  let group: Change[] = [];
  let ids = new Set<string>();
  for (const change of changes) {
    const first = group[0];
    const fits =
      first !== undefined &&
      first.table === change.table &&
      (first.record === null) === (change.record === null) &&
      !ids.has(change.id) &&
      group.length < ROWS_AT_ONCE;
    if (!fits) {
      group = [];
      ids = new Set();
      result.push(group);
    }
    group.push(change);
    ids.add(change.id);
  }
  return result;
}
