import { createMutex } from './background/mutex.ts';
import { browser } from './browser.ts';

export type Area = 'local' | 'session';

export interface StoredItem<T> {
  readonly area: Area;
  readonly name: string;
  read(): Promise<T>;
  write(value: T): Promise<void>;
  /** Reads, changes and writes with no other update of this item in between. */
  update(change: (value: T) => T): Promise<T>;
  remove(): Promise<void>;
  /** A change to be made together with others, by `writeTogether`. */
  changed(change: (value: T) => T): Change;
  /** Runs with no update of this item in between. */
  turn<R>(task: () => Promise<R>): Promise<R>;
}

/** What would be stored for one item; nothing where the change changes nothing. */
export interface Change extends Pick<StoredItem<never>, 'area' | 'name' | 'turn'> {
  entry(): Promise<Record<string, Stored>>;
}

/** What lies in the browser's storage: the value with the version of its shape. */
interface Stored {
  version: number;
  value: unknown;
}

/**
 * One stored item. What an older version of the extension wrote goes through
 * `migrate`; without one, or if it came from a newer version, it reads as the default.
 */
export function defineItem<T>(
  area: Area,
  name: string,
  version: number,
  fallback: T,
  migrate?: (value: unknown, from: number) => T,
): StoredItem<T> {
  const inTurn = createMutex();

  async function read(): Promise<T> {
    const found: unknown = (await browser.storage[area].get(name))[name];
    if (!isStored(found)) return structuredClone(fallback);
    if (found.version === version) return found.value as T;
    if (found.version < version && migrate) {
      const value = migrate(found.value, found.version);
      await put(value);
      return value;
    }
    return structuredClone(fallback);
  }

  async function put(value: T): Promise<void> {
    await browser.storage[area].set({ [name]: { version, value } satisfies Stored });
  }

  return {
    area,
    name,
    read,
    write: (value) => inTurn(() => put(value)),
    update: (change) =>
      inTurn(async () => {
        const before = await read();
        const after = change(before);
        if (after !== before) await put(after);
        return after;
      }),
    remove: () => inTurn(() => browser.storage[area].remove(name)),
    changed: (change) => ({
      area,
      name,
      turn: inTurn,
      async entry() {
        const before = await read();
        const value = change(before);
        return value === before ? {} : { [name]: { version, value } };
      },
    }),
    turn: inTurn,
  };
}

/** Changes of one area, in their order, at once: a worker that dies has written all or none. */
export function writeTogether(area: Area, changes: Change[]): Promise<void> {
  return inAllTurns(area, changes, async () => {
    const all: Record<string, Stored> = {};
    for (const change of changes) Object.assign(all, await change.entry());
    if (Object.keys(all).length > 0) await browser.storage[area].set(all);
  });
}

/** As `writeTogether`. */
export function removeTogether(area: Area, items: Omit<Change, 'entry'>[]): Promise<void> {
  const names = items.map(({ name }) => name);
  return inAllTurns(area, items, () => browser.storage[area].remove(names));
}

function inAllTurns(area: Area, items: Omit<Change, 'entry'>[], task: () => Promise<void>) {
  if (items.some((one) => one.area !== area)) throw new Error(`not all of them are in ${area}`);
  // Always in the same order, or two of these could wait for each other.
  const sorted = [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
  return sorted.reduceRight(
    (inner, { turn }) =>
      () =>
        turn(inner),
    task,
  )();
}

function isStored(found: unknown): found is Stored {
  return (
    typeof found === 'object' &&
    found !== null &&
    'value' in found &&
    'version' in found &&
    typeof found.version === 'number'
  );
}
