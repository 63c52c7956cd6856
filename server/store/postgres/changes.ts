import type { AuditRow, TableName, Tables } from '../rows.ts';
import { columnsOf, encode, type Schema } from './columns.ts';
import type { Query } from './driver.ts';

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
/** Statements of up to so many rows stay prepared, so there are few of them. */
const ROWS_PREPARED = 32;

/** Where a piece of work began among the changes. */
export interface Mark {
  all: number;
  recorded: number;
}

/** What a transaction has changed; sent when a read depends on it, or at the end. */
export class Changes {
  readonly #all: Change[] = [];
  readonly #recorded: AuditRow[] = [];
  #sent = 0;

  /** Every change so far. */
  get all(): readonly Change[] {
    return this.#all;
  }

  /** What was recorded in the audit log. */
  get recorded(): readonly AuditRow[] {
    return this.#recorded;
  }

  get isEmpty(): boolean {
    return this.#all.length === 0 && this.#recorded.length === 0;
  }

  put<T extends TableName>(table: T, row: Tables[T]): void {
    const hash = 'hash' in row ? row.hash : undefined;
    this.#all.push({ table, id: row.id, record: encode(table, row), hash } as Change);
  }

  remove(table: TableName, id: string): void {
    this.#all.push({ table, id, record: null });
  }

  /** Sent last: nothing in a transaction reads it. */
  record(row: AuditRow): void {
    this.#recorded.push(row);
  }

  get mark(): Mark {
    return { all: this.#all.length, recorded: this.#recorded.length };
  }

  /** Forgets what came after; false where some of it was sent already. */
  undoTo({ all, recorded }: Mark): boolean {
    if (this.#sent > all) return false;
    this.#all.length = all;
    this.#recorded.length = recorded;
    return true;
  }

  /** Whether a read of one of those tables, or of that one row in the first, has to wait for `toSend`. */
  concern([first, ...others]: readonly TableName[], id?: string): boolean {
    for (let at = this.#sent; at < this.#all.length; at++) {
      const change = this.#all[at] as Change;
      if (change.table === first && (id === undefined || change.id === id)) return true;
      if (others.includes(change.table)) return true;
    }
    return false;
  }

  /** The statements that make what was not sent yet, in its order; it counts as sent now. */
  toSend(): Query[] {
    const waiting = this.#all.slice(this.#sent);
    this.#sent = this.#all.length;
    return groups(waiting).flatMap((group) => {
      const { table, record } = group[0] as Change;
      return record === null
        ? [deletion(table, group)]
        : insertions(
            table,
            group.map((change) => (change as Put).record),
          );
    });
  }

  recordedToSend(): Query[] {
    return insertions(
      'audit',
      this.#recorded.map((row) => encode('audit', row)),
    );
  }
}

function deletion(table: TableName, group: readonly Change[]): Query {
  return {
    sql: `delete from "${table}" where id = any($1)`,
    parameters: [group.map(({ id }) => id)],
  };
}

function insertions(table: TableName | 'audit', records: readonly object[]): Query[] {
  const queries: Query[] = [];
  for (let from = 0; from < records.length; ) {
    const left = records.length - from;
    const count =
      left > ROWS_PREPARED ? Math.min(left, ROWS_AT_ONCE) : 2 ** Math.floor(Math.log2(left));
    queries.push({
      sql: insertion(table, count),
      parameters: records.slice(from, from + count).flatMap((record) => Object.values(record)),
      isRare: count > ROWS_PREPARED,
    });
    from += count;
  }
  return queries;
}

const insertionTexts = new Map<string, string>();

function insertion(table: TableName | 'audit', count: number): string {
  const name = `${table} ${count}`;
  const known = insertionTexts.get(name);
  if (known !== undefined) return known;
  const columns = columnsOf(table);
  const rows = Array.from({ length: count }, (_, row) => {
    const values = columns.map((_, column) => `$${row * columns.length + column + 1}`);
    return `(${values.join(', ')})`;
  });
  const updates = columns.map((column) => `"${column}" = excluded."${column}"`);
  const text = `insert into "${table}" (${columns.map((column) => `"${column}"`).join(', ')})
    values ${rows.join(', ')}
    ${table === 'audit' ? '' : `on conflict (id) do update set ${updates.join(', ')}`}`;
  if (count <= ROWS_PREPARED) insertionTexts.set(name, text);
  return text;
}

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
