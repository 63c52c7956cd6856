import { TABLE_NAMES, type TableName, type Tables } from '../rows.ts';
import { StoreConflict } from '../store.ts';
import { type Change, Database, type Source } from './database.ts';
import {
  REFERENCES,
  type ReferenceField,
  SCHEDULE,
  type ScheduledTable,
  UNIQUE,
  type UniqueField,
} from './indexes.ts';
import { compare, type Position } from './ordered.ts';

/** A transaction's view: the database with the transaction's own changes over it. */
export class Overlay implements Source {
  readonly #base: Database;
  readonly #put = new Database();
  /** Ids of every row put or removed here, so that the base's is no longer seen. */
  readonly #touched = new Map<TableName, Set<string>>();

  constructor(base: Database) {
    this.#base = base;
  }

  get<T extends TableName>(table: T, id: string): Tables[T] | undefined {
    return (this.#isTouched(table, id) ? this.#put : this.#base).get(table, id);
  }

  *values<T extends TableName>(table: T): Iterable<Tables[T]> {
    for (const row of this.#base.values(table)) if (!this.#isTouched(table, row.id)) yield row;
    yield* this.#put.values(table);
  }

  isEmpty(table: TableName): boolean {
    for (const _ of this.values(table)) return false;
    return true;
  }

  byUnique<T extends TableName>(
    table: T,
    field: UniqueField<T>,
    value: string,
  ): Tables[T] | undefined {
    const put = this.#put.byUnique(table, field, value);
    if (put) return put;
    const row = this.#base.byUnique(table, field, value);
    return row && !this.#isTouched(table, row.id) ? row : undefined;
  }

  referring<T extends TableName>(table: T, field: ReferenceField<T>, value: string): Tables[T][] {
    const untouched = this.#base
      .referring(table, field, value)
      .filter((row) => !this.#isTouched(table, row.id));
    const put = this.#put.referring(table, field, value);
    return put.length === 0 ? untouched : [...untouched, ...put].sort(compare);
  }

  below<T extends TableName>(
    table: T,
    field: ReferenceField<T>,
    value: string,
    position: Position | null,
  ): Tables[T] | undefined {
    let row = this.#base.below(table, field, value, position);
    while (row && this.#isTouched(table, row.id)) row = this.#base.below(table, field, value, row);
    const put = this.#put.below(table, field, value, position);
    if (!row || !put) return row ?? put;
    return compare(row, put) > 0 ? row : put;
  }

  due(table: ScheduledTable, now: number): Iterable<Tables[ScheduledTable]> {
    const untouched = [...this.#base.due(table, now)].filter(
      (row) => !this.#isTouched(table, row.id),
    );
    const place = (row: Tables[ScheduledTable]) => ({
      createdAt: row[SCHEDULE[table]] ?? 0,
      id: row.id,
    });
    return [...untouched, ...this.#put.due(table, now)].sort((a, b) => compare(place(a), place(b)));
  }

  put<T extends TableName>(table: T, row: Tables[T]): void {
    for (const field of UNIQUE[table] as readonly UniqueField<T>[]) {
      const value: unknown = row[field as unknown as keyof Tables[T]];
      const holder = typeof value === 'string' ? this.byUnique(table, field, value) : undefined;
      if (holder && holder.id !== row.id) {
        throw new StoreConflict(`Another row of ${table} has this ${field}.`);
      }
    }
    this.#put.table(table).put(row);
    this.#touch(table, row.id);
  }

  remove(table: TableName, id: string): void {
    this.#put.table(table).delete(id);
    this.#touch(table, id);
  }

  /** The changes as they stand; throws `StoreConflict` where one leaves a reference to nothing. */
  changes(): Change[] {
    const changes: Change[] = [];
    for (const table of TABLE_NAMES) {
      for (const id of this.#touched.get(table) ?? []) {
        const row = this.#put.get(table, id);
        if (row) this.#checkReferences(table, row);
        else if (this.#base.get(table, id)) this.#checkUnreferenced(table, id);
        else continue;
        changes.push([table, row ?? id] as Change);
      }
    }
    return changes;
  }

  #checkReferences<T extends TableName>(table: T, row: Tables[T]): void {
    const missing = missingReference(this, table, row);
    if (missing) throw new StoreConflict(`A row of ${table} has a ${missing} that is not there.`);
  }

  #checkUnreferenced(removed: TableName, id: string): void {
    if (removed === 'orgs' && this.#base.audit.has(id)) {
      throw new StoreConflict('A removed org still has its audit log.');
    }
    for (const table of TABLE_NAMES) {
      for (const [field, target] of Object.entries(REFERENCES[table])) {
        if (target !== removed) continue;
        if (this.below(table, field as ReferenceField<typeof table>, id, null)) {
          throw new StoreConflict(`A removed row of ${removed} is still the ${field} of ${table}.`);
        }
      }
    }
  }

  #isTouched(table: TableName, id: string): boolean {
    return this.#touched.get(table)?.has(id) ?? false;
  }

  #touch(table: TableName, id: string): void {
    const touched = this.#touched.get(table);
    if (touched) touched.add(id);
    else this.#touched.set(table, new Set([id]));
  }
}

const REFERENCE_LISTS = Object.fromEntries(
  TABLE_NAMES.map((table) => [table, Object.entries(REFERENCES[table])]),
) as Record<TableName, [string, TableName][]>;

/** The first field of `row` that names a row which is not there. */
export function missingReference<T extends TableName>(
  source: Source,
  table: T,
  row: Tables[T],
): string | undefined {
  for (const [field, target] of REFERENCE_LISTS[table]) {
    const id: unknown = row[field as keyof Tables[T]];
    if (typeof id === 'string' && !source.get(target, id)) return field;
  }
  return undefined;
}
