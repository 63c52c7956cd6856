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
  };
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
