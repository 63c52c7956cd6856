import { createMutex } from './background/mutex.ts';
import { browser } from './browser.ts';

export type Area = 'local' | 'session';

export interface StoredItem<T, O = never> {
  readonly area: Area;
  readonly name: string;
  /** Under which the browser's storage has it, and its outline. */
  readonly entries: readonly string[];
  read(): Promise<T>;
  write(value: T): Promise<void>;
  /** Reads, changes and writes with no other update of this item in between. */
  update(change: (value: T) => T): Promise<T>;
  remove(): Promise<void>;
  /** A change to be made together with others, by `writeTogether`. */
  changed(change: (value: T) => T): Change;
  /** What of it the pages may read; null without any. */
  readOutline(): Promise<O | null>;
  /** Runs with no update of this item in between. */
  turn<R>(task: () => Promise<R>): Promise<R>;
}

/** What would be stored for one item; nothing where the change changes nothing. */
export interface Change extends Pick<StoredItem<never>, 'area' | 'name' | 'entries' | 'turn'> {
  entry(): Promise<Record<string, Stored>>;
}

/** How a value is kept as one text, which the browser stores ten times as fast as a thousand objects. */
interface AsText<T> {
  write(value: T): string;
  read(text: string): T;
}

interface Kept<T, O> {
  /** Takes what an older version of the extension wrote. */
  migrate?: (value: unknown, from: number) => T;
  /** Kept beside it, by the same write, for pages that have no need of the rest. */
  outline?: (value: T) => O;
  asText?: AsText<T>;
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
export function defineItem<T, O = never>(
  area: Area,
  name: string,
  version: number,
  fallback: T,
  { migrate, outline, asText }: Kept<T, O> = {},
): StoredItem<T, O> {
  const inTurn = createMutex();
  const outlined = `${name}.outline`;
  const entries = outline ? [name, outlined] : [name];

  async function read(): Promise<T> {
    const kept = storedIn(await askFor(area, name), name);
    if (kept?.version === version) {
      return asText ? asText.read(kept.value as string) : (kept.value as T);
    }
    if (kept && kept.version < version && migrate) {
      const value = migrate(kept.value, kept.version);
      await put(value);
      return value;
    }
    return structuredClone(fallback);
  }

  function stored(value: T): Record<string, Stored> {
    return {
      [name]: { version, value: asText ? asText.write(value) : value },
      ...(outline && { [outlined]: { version, value: outline(value) } }),
    };
  }

  async function put(value: T): Promise<void> {
    await browser.storage[area].set(stored(value));
  }

  return {
    area,
    name,
    entries,
    read,
    write: (value) => inTurn(() => put(value)),
    update: (change) =>
      inTurn(async () => {
        const before = await read();
        const after = change(before);
        if (after !== before) await put(after);
        return after;
      }),
    remove: () => inTurn(() => browser.storage[area].remove([...entries])),
    changed: (change) => ({
      area,
      name,
      entries,
      turn: inTurn,
      async entry() {
        const before = await read();
        const value = change(before);
        return value === before ? {} : stored(value);
      },
    }),
    async readOutline() {
      const kept = storedIn(await askFor(area, outlined), outlined);
      return kept?.version === version ? (kept.value as O) : null;
    },
    turn: inTurn,
  };
}

/** What is asked of each area by the tasks that run now. */
const asking: Partial<Record<Area, { names: Set<string>; all: Promise<Record<string, unknown>> }>> =
  {};

/** Whatever is read at one time comes by one request to the browser: each has its price. */
function askFor(area: Area, name: string): Promise<Record<string, unknown>> {
  asking[area] ??= askSoon(area);
  asking[area].names.add(name);
  return asking[area].all;
}

function askSoon(area: Area) {
  const names = new Set<string>();
  const all = Promise.resolve().then(() => {
    delete asking[area];
    return browser.storage[area].get([...names]);
  });
  return { names, all };
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
  const names = items.flatMap(({ entries }) => entries);
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

function storedIn(all: Record<string, unknown>, entry: string): Stored | null {
  const one = all[entry];
  return isStored(one) ? one : null;
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
