/**
 * A map of strings for very many entries. One `Map` is built anew whenever its size passes
 * a power of two, which at 131,072 entries stops everything for 10 ms, at a million for
 * 100 ms (Node 20); here a part of it is at a time. Its entries are in no order.
 */
export class ShardedMap<V> {
  #parts: Map<string, V>[] = [new Map()];
  #size = 0;

  get size(): number {
    return this.#size;
  }

  get(key: string): V | undefined {
    return this.#partOf(key).get(key);
  }

  has(key: string): boolean {
    return this.#partOf(key).has(key);
  }

  set(key: string, value: V): void {
    const part = this.#partOf(key);
    const before = part.size;
    part.set(key, value);
    this.#size += part.size - before;
    if (this.#size > MOST_WHOLE && this.#parts.length === 1) this.#split(part);
  }

  delete(key: string): boolean {
    const isDeleted = this.#partOf(key).delete(key);
    if (isDeleted) this.#size -= 1;
    return isDeleted;
  }

  *[Symbol.iterator](): Generator<[key: string, value: V]> {
    for (const part of this.#parts) yield* part;
  }

  #partOf(key: string): Map<string, V> {
    const index = this.#parts.length === 1 ? 0 : numberOf(key);
    return this.#parts[index] as Map<string, V>;
  }

  #split(whole: Map<string, V>): void {
    this.#parts = Array.from({ length: PARTS }, () => new Map());
    for (const [key, value] of whole) this.#partOf(key).set(key, value);
  }
}

const PARTS = 256;
/** So few are one map: most are never more. */
const MOST_WHOLE = 4096;

/** By the last two characters, which ids and hashes have at random; of others any will do. */
function numberOf(key: string): number {
  const { length } = key;
  return (key.charCodeAt(length - 1) * 31 + key.charCodeAt(length - 2)) & (PARTS - 1);
}
