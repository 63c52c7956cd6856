import { ShardedMap } from '../../sharded-map.ts';
import type { TableName, Tables } from '../rows.ts';
import { REFERENCES, SCHEDULE, UNIQUE } from './indexes.ts';
import { compare, Ordered, type Position } from './ordered.ts';

type Indexed = Position & Record<string, unknown>;

/** The rows of one table in memory, with its indexes. Rows are never changed, only replaced. */
export class Table<T extends TableName> {
  readonly #rows = new ShardedMap<Tables[T]>();
  // Lists, since every change goes through them all, and a start makes very many changes.
  readonly #unique: [field: string, rows: ShardedMap<Tables[T]>][];
  readonly #groups: [field: string, groups: Map<string, Ordered<Tables[T]>>][];
  readonly #scheduleField: string | null;
  /** Where each row stands that is scheduled, by that time instead of its age. */
  readonly #schedule = new Ordered<Position>();

  constructor(name: T) {
    this.#scheduleField = name in SCHEDULE ? SCHEDULE[name as keyof typeof SCHEDULE] : null;
    this.#unique = UNIQUE[name].map((field) => [field, new ShardedMap()]);
    this.#groups = Object.keys(REFERENCES[name]).map((field) => [field, new Map()]);
  }

  get size(): number {
    return this.#rows.size;
  }

  get(id: string): Tables[T] | undefined {
    return this.#rows.get(id);
  }

  /**
   * Where rows refer to others, those of one together and by age: a start that takes them
   * in this order puts each at the end of its lists.
   */
  *values(): Iterable<Tables[T]> {
    const [first] = this.#groups;
    if (first) for (const group of first[1].values()) yield* group.all();
    else for (const [, row] of this.#rows) yield row;
  }

  /** The same rows as they are now, in little time, whatever becomes of the table. */
  copy(): Iterable<Tables[T]> {
    const [first] = this.#groups;
    if (!first) return Array.from(this.#rows, ([, row]) => row);
    const groups = Array.from(first[1].values(), (group) => group.all().slice());
    return inTurn(groups);
  }

  byUnique(field: string, value: string): Tables[T] | undefined {
    return inField(this.#unique, field)?.get(value);
  }

  /** How many values of that field there are in all. */
  countUnique(field: string): number {
    return inField(this.#unique, field)?.size ?? 0;
  }

  /** The rows whose reference `field` is `value`; undefined when there are none. */
  group(field: string, value: string): Ordered<Tables[T]> | undefined {
    return inField(this.#groups, field)?.get(value);
  }

  /** Those scheduled for `now` or earlier, the earliest first. */
  *due(now: number): Iterable<Tables[T]> {
    for (const { createdAt = 0, id } of this.#schedule.all()) {
      if (createdAt > now) return;
      yield this.#rows.get(id) as Tables[T];
    }
  }

  /** Inserts or replaces; answers the row that was there. Unique fields are the caller's care. */
  put(row: Tables[T]): Tables[T] | undefined {
    const previous = this.#rows.get(row.id);
    this.#rows.set(row.id, row);
    for (const [field, rows] of this.#unique) {
      const value = textIn(row, field);
      // In its place, where it is the same: what is deleted from a map is a gap in it, and
      // enough of them make it be built anew.
      if (previous && textIn(previous, field) !== value) release(rows, field, previous);
      if (value !== null) rows.set(value, row);
    }
    for (const [field, groups] of this.#groups) moveInGroup(groups, field, previous, row);
    this.#reschedule(previous, row);
    return previous;
  }

  /** Answers the row that was there. */
  delete(id: string): Tables[T] | undefined {
    const previous = this.#rows.get(id);
    if (!previous) return undefined;
    this.#rows.delete(id);
    for (const [field, rows] of this.#unique) release(rows, field, previous);
    for (const [field, groups] of this.#groups) moveInGroup(groups, field, previous, undefined);
    this.#reschedule(previous, undefined);
    return previous;
  }

  #reschedule(from: Tables[T] | undefined, to: Tables[T] | undefined): void {
    if (this.#scheduleField === null) return;
    const before = from && placeOf(from, this.#scheduleField);
    const after = to && placeOf(to, this.#scheduleField);
    if (before) this.#schedule.remove(before);
    if (after) this.#schedule.add(after);
  }
}

function* inTurn<R>(lists: readonly R[][]): Iterable<R> {
  for (const list of lists) yield* list;
}

/** There are one or two. */
function inField<V>(fields: readonly [field: string, value: V][], field: string): V | undefined {
  for (let i = 0; i < fields.length; i++) {
    const [name, value] = fields[i] as [string, V];
    if (name === field) return value;
  }
  return undefined;
}

/** Another row may already have taken the value over: a transaction's rows come one by one. */
function release<R extends Position>(rows: ShardedMap<R>, field: string, row: R): void {
  const value = textIn(row, field);
  if (value !== null && rows.get(value) === row) rows.delete(value);
}

function moveInGroup<R extends Position>(
  groups: Map<string, Ordered<R>>,
  field: string,
  from: R | undefined,
  to: R | undefined,
): void {
  const before = from ? textIn(from, field) : null;
  const after = to ? textIn(to, field) : null;
  if (from && to && before === after && compare(from, to) === 0) {
    if (after !== null) groups.get(after)?.replace(to);
    return;
  }
  if (from && before !== null) {
    const group = groups.get(before);
    group?.remove(from);
    if (group?.size === 0) groups.delete(before);
  }
  if (to && after !== null) {
    let group = groups.get(after);
    if (!group) {
      group = new Ordered();
      groups.set(after, group);
    }
    group.add(to);
  }
}

function placeOf(row: Position, field: string): Position | undefined {
  const at = (row as Indexed)[field];
  return typeof at === 'number' ? { createdAt: at, id: row.id } : undefined;
}

function textIn(row: Position, field: string): string | null {
  const value = (row as Indexed)[field];
  return typeof value === 'string' ? value : null;
}
