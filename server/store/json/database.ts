import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { ShardedMap } from '../../sharded-map.ts';
import type { KeyRow, TableName, Tables } from '../rows.ts';
import { AuditChains } from './audit-chains.ts';
import type { ReferenceField, ScheduledTable, UniqueField } from './indexes.ts';
import { leanKey, SharedLists } from './lean.ts';
import type { Position } from './ordered.ts';
import { Table } from './table.ts';

/** What can be read by its indexes: the database, or a transaction's view of it. */
export interface Source {
  get<T extends TableName>(table: T, id: string): Tables[T] | undefined;
  values<T extends TableName>(table: T): Iterable<Tables[T]>;
  isEmpty(table: TableName): boolean;
  byUnique<T extends TableName>(
    table: T,
    field: UniqueField<T>,
    value: string,
  ): Tables[T] | undefined;
  /** Oldest first. */
  referring<T extends TableName>(table: T, field: ReferenceField<T>, value: string): Tables[T][];
  /** The newest of those rows that is older than `position`; of all, when it is null. */
  below<T extends TableName>(
    table: T,
    field: ReferenceField<T>,
    value: string,
    position: Position | null,
  ): Tables[T] | undefined;
  /** Those scheduled for `now` or earlier, the earliest first. */
  due(table: ScheduledTable, now: number): Iterable<Tables[ScheduledTable]>;
}

/** When keys were last used; null: never. */
export type Touched = readonly (readonly [keyId: string, at: number | null])[];

/**
 * A row put, or the id of a row removed; or uses of keys, which come by the thousand and
 * would otherwise rewrite each of their rows; or an audit entry appended, and, only to
 * undo that, the org whose last one is taken back.
 */
export type Change =
  | { [T in TableName]: [table: T, rowOrId: Tables[T] | string] }[TableName]
  | [table: 'touched', uses: Touched]
  | [table: 'audit', entryOrOrgId: SealedAuditEntry | string];

/** All tables in memory, and of the audit log what is not archived. */
export class Database implements Source {
  readonly audit = new AuditChains();
  readonly #scopeLists = new SharedLists();
  /**
   * When keys were last used, where that was noted since their row was put. Uses come by
   * the thousand: to replace each row, with its places in the indexes, takes many times as
   * long.
   */
  readonly #lastUses = new ShardedMap<number | null>();
  /** Made when they are first asked for: a transaction has its own few. */
  readonly #tables: { [T in TableName]?: Table<T> } = {};

  table<T extends TableName>(name: T): Table<T> {
    const tables = this.#tables as { [N in T]?: Table<T> };
    tables[name] ??= new Table(name);
    return tables[name];
  }

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    return this.#asOfNow(table, this.table(table).get(id));
  }

  has(table: TableName, id: string): boolean {
    return this.table(table).get(id) !== undefined;
  }

  *values<T extends TableName>(table: T): Iterable<Tables[T]> {
    for (const row of this.table(table).values()) yield this.asOfNow(table, row);
  }

  /** The row with what is not kept in it. The table's own rows and `checked` are without. */
  asOfNow<T extends TableName>(table: T, row: Tables[T]): Tables[T] {
    if (table !== 'keys') return row;
    const key = row as KeyRow;
    const lastUsedAt = this.lastUse(key);
    if (lastUsedAt === key.lastUsedAt) return row;
    return Object.freeze({ ...key, lastUsedAt }) as Tables[T];
  }

  lastUse({ id, lastUsedAt }: KeyRow): number | null {
    const noted = this.#lastUses.get(id);
    return noted === undefined ? lastUsedAt : noted;
  }

  /** The key with that hash, but as for its last use, which no check asks for. */
  checkedKey(hash: string): KeyRow | undefined {
    return this.table('keys').byUnique('hash', hash);
  }

  isEmpty(table: TableName): boolean {
    return this.table(table).size === 0;
  }

  byUnique<T extends TableName>(
    table: T,
    field: UniqueField<T>,
    value: string,
  ): Tables[T] | undefined {
    return this.#asOfNow(table, this.table(table).byUnique(field, value));
  }

  referring<T extends TableName>(table: T, field: ReferenceField<T>, value: string): Tables[T][] {
    const rows = this.table(table).group(field, value)?.all() ?? [];
    return Array.from(rows, (row) => this.asOfNow(table, row));
  }

  below<T extends TableName>(
    table: T,
    field: ReferenceField<T>,
    value: string,
    position: Position | null,
  ): Tables[T] | undefined {
    return this.#asOfNow(table, this.table(table).group(field, value)?.below(position));
  }

  due(table: ScheduledTable, now: number): Iterable<Tables[ScheduledTable]> {
    return this.table(table).due(now);
  }

  /** Inserts or replaces; answers the row that was there. Another, equal row may be kept. */
  put<T extends TableName>(name: T, row: Tables[T]): Tables[T] | undefined {
    if (name !== 'keys') return this.table(name).put(row);
    const kept = leanKey(row as KeyRow, this, this.#scopeLists);
    const previous = this.table('keys').put(kept) as Tables[T] | undefined;
    const before = this.#asOfNow(name, previous);
    // Not taken away: a snapshot that is being written may still ask for the row before.
    if (this.#lastUses.has(kept.id)) this.#lastUses.set(kept.id, kept.lastUsedAt);
    return before;
  }

  #delete<T extends TableName>(name: T, id: string): Tables[T] | undefined {
    const previous = this.#asOfNow(name, this.table(name).delete(id));
    if (name === 'keys') this.#lastUses.delete(id);
    return previous;
  }

  #asOfNow<T extends TableName>(table: T, row: Tables[T] | undefined): Tables[T] | undefined {
    return row && this.asOfNow(table, row);
  }

  /** Makes the changes in their order; answers those that undo them, in the order to make them. */
  apply(changes: Iterable<Change>): Change[] {
    const undo: Change[] = [];
    for (const change of changes) undo.push(this.#make(change));
    return undo.reverse();
  }

  #make([table, changed]: Change): Change {
    if (table === 'touched') return [table, this.#touch(changed)];
    if (table !== 'audit') return this.#applyOne(table, changed);
    if (typeof changed === 'string') return [table, this.audit.takeBack(changed)];
    this.audit.append(changed);
    return [table, changed.orgId];
  }

  /** Answers what it was before. */
  #touch(uses: Touched): Touched {
    const keys = this.table('keys');
    const before: [string, number | null][] = [];
    for (const [id, lastUsedAt] of uses) {
      const key = keys.get(id);
      if (!key) continue;
      before.push([id, this.lastUse(key)]);
      this.#lastUses.set(id, lastUsedAt);
    }
    return before.reverse();
  }

  #applyOne<T extends TableName>(name: T, rowOrId: Tables[T] | string): Change {
    const id = typeof rowOrId === 'string' ? rowOrId : rowOrId.id;
    const previous =
      typeof rowOrId === 'string' ? this.#delete(name, rowOrId) : this.put(name, rowOrId);
    return [name, previous ?? id] as Change;
  }
}
