import type { Store } from '../store/store.ts';
import type { Context } from './context.ts';

/**
 * When each key was last used: noted in memory at every check, written
 * now and then, so that a check never writes.
 */
export interface Usage {
  /** `at` in milliseconds since the epoch; an earlier time than one noted before changes nothing. */
  note(keyId: string, at: number): void;
  /** Newer than the store's or the same, or undefined when nothing is known here. */
  lastUsedAt(keyId: string): number | undefined;
  /**
   * Writes what was noted since the last time. When the store throws, the notes are
   * kept for the next time and the error is passed on.
   */
  flush(store: Pick<Store, 'transact'>): Promise<void>;
}

export function createUsage(): Usage {
  let noted = new Map<string, number>();
  // Kept until the next flush: a reader may hold rows from before they were written.
  let written = new Map<string, number>();

  function note(keyId: string, at: number): void {
    const before = noted.get(keyId);
    if (before === undefined || before < at) noted.set(keyId, at);
  }

  return {
    note,
    lastUsedAt: (keyId) => noted.get(keyId) ?? written.get(keyId),
    async flush(store) {
      const batch = noted;
      noted = new Map();
      written = batch;
      if (batch.size === 0) return;
      try {
        await write(store, batch);
      } catch (error) {
        for (const [keyId, at] of batch) note(keyId, at);
        throw error;
      }
    },
  };
}

/** Keys per transaction: one that writes many rows holds up everybody else's on PostgreSQL. */
const BATCH = 100;

async function write(
  store: Pick<Store, 'transact'>,
  noted: ReadonlyMap<string, number>,
): Promise<void> {
  const entries = [...noted];
  for (let from = 0; from < entries.length; from += BATCH) {
    await writeBatch(store, entries.slice(from, from + BATCH));
  }
}

function writeBatch(
  store: Pick<Store, 'transact'>,
  batch: readonly (readonly [keyId: string, at: number])[],
): Promise<void> {
  return store.transact(async (tx) => {
    for (const [keyId, at] of batch) {
      const key = await tx.keys.byId(keyId);
      if (key && (key.lastUsedAt === null || key.lastUsedAt < at)) {
        tx.put('keys', { ...key, lastUsedAt: at });
      }
    }
  });
}

/**
 * Flushes the usage every `every` milliseconds, without keeping the process alive.
 * `stop` flushes a last time; it throws what the store throws, and goes before
 * `store.close()`. Failures in between go to `onFailure`: nothing is lost by them yet.
 */
export function startUsageFlush(
  { usage, store }: Pick<Context, 'usage' | 'store'>,
  every: number,
  onFailure: (error: unknown) => void,
): { stop(): Promise<void> } {
  let running = Promise.resolve();
  const timer = setInterval(() => {
    running = running.then(() => usage.flush(store)).catch(onFailure);
  }, every);
  timer.unref();
  return {
    async stop() {
      clearInterval(timer);
      await running;
      await usage.flush(store);
    },
  };
}
