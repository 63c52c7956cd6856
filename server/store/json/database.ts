import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { type KeyRow, TABLE_NAMES, type TableName, type Tables } from '../rows.ts';
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
  readonly #tables = Object.fromEntries(TABLE_NAMES.map((name) => [name, new Table(name)])) as {
    [T in TableName]: Table<T>;
  };

  table<T extends TableName>(name: T): Table<T> {
    return this.#tables[name];
  }

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    return this.table(table).get(id);
  }

  values<T extends TableName>(table: T): Iterable<Tables[T]> {
    return this.table(table).values();
  }

  isEmpty(table: TableName): boolean {
    return this.table(table).size === 0;
  }

  byUnique<T extends TableName>(
    table: T,
    field: UniqueField<T>,
    value: string,
  ): Tables[T] | undefined {
    return this.table(table).byUnique(field, value);
  }

  referring<T extends TableName>(table: T, field: ReferenceField<T>, value: string): Tables[T][] {
    return [...(this.table(table).group(field, value)?.all() ?? [])];
  }

  below<T extends TableName>(
    table: T,
    field: ReferenceField<T>,
    value: string,
    position: Position | null,
  ): Tables[T] | undefined {
    return this.table(table).group(field, value)?.below(position);
  }

  due(table: ScheduledTable, now: number): Iterable<Tables[ScheduledTable]> {
    return this.table(table).due(now);
  }

  /** Inserts or replaces; answers the row that was there. Another, equal row may be kept. */
  put<T extends TableName>(name: T, row: Tables[T]): Tables[T] | undefined {
    if (name !== 'keys') return this.table(name).put(row);
    const kept = leanKey(row as KeyRow, this, this.#scopeLists);
    return this.table('keys').put(kept) as Tables[T] | undefined;
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
      before.push([id, key.lastUsedAt]);
      keys.put(leanKey(key, this, this.#scopeLists, lastUsedAt));
    }
    return before.reverse();
  }

  #applyOne<T extends TableName>(name: T, rowOrId: Tables[T] | string): Change {
    const id = typeof rowOrId === 'string' ? rowOrId : rowOrId.id;
    const previous =
      typeof rowOrId === 'string' ? this.table(name).delete(rowOrId) : this.put(name, rowOrId);
    return [name, previous ?? id] as Change;
  }
}
