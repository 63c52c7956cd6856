/** A place in a list of rows by age: rows without `createdAt` go by their id alone. */
export interface Position {
  createdAt?: number;
  id: string;
}

/** By `createdAt`, then by the code units of `id`. */
export function compare(a: Position, b: Position): number {
  const difference = (a.createdAt ?? 0) - (b.createdAt ?? 0);
  if (difference !== 0) return difference;
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}

/**
 * Rows, oldest first, in one array: new rows nearly always go to its end. Readers hold
 * a position instead of an index, so that a change between two steps does no harm.
 */
export class Ordered<R extends Position> {
  readonly #rows: R[] = [];

  get size(): number {
    return this.#rows.length;
  }

  /** The rows, oldest first; not to be changed. */
  all(): readonly R[] {
    return this.#rows;
  }

  add(row: R): void {
    const index = this.#indexOf(row);
    if (index === this.#rows.length) this.#rows.push(row);
    else this.#rows.splice(index, 0, row);
  }

  remove(row: R): void {
    this.#rows.splice(this.#indexOf(row), 1);
  }

  /** Puts `row` in the place of one with the same position. */
  replace(row: R): void {
    this.#rows[this.#indexOf(row)] = row;
  }

  /** The newest row that is older than `position`; of all, when it is null. */
  below(position: Position | null): R | undefined {
    return this.#rows[(position ? this.#indexOf(position) : this.#rows.length) - 1];
  }

  /** Where the first row stands that is not older than `position`. */
  #indexOf(position: Position): number {
    const last = this.#rows.at(-1);
    if (last === undefined || compare(last, position) < 0) return this.#rows.length;
    let low = 0;
    let high = this.#rows.length - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compare(this.#rows[middle] as R, position) < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
