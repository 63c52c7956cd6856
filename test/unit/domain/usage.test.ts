import { describe, expect, it, vi } from 'vitest';
import { createUsage, startUsageFlush } from '../../../server/domain/usage.ts';
import type { KeyRow } from '../../../server/store/rows.ts';
import { type Store, StoreUnavailable, type Transaction } from '../../../server/store/store.ts';

/** Keeps only when keys were last used, and can fail. */
function fakeStore(lastUsedAt: Record<string, number | null>) {
  const rows = new Map(
    Object.entries(lastUsedAt).map(([id, at]) => [id, { id, lastUsedAt: at } as KeyRow]),
  );
  const state = { full: false, transactions: 0 };
  const store = {
    async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
      state.transactions++;
      const changes: KeyRow[] = [];
      const tx = {
        keys: { byId: async (id: string) => rows.get(id) },
        put: (_table: string, row: KeyRow) => void changes.push(row),
      };
      const result = await work(tx as unknown as Transaction);
      if (state.full) throw new StoreUnavailable('The disk is full.');
      for (const row of changes) rows.set(row.id, row);
      return result;
    },
  } as Pick<Store, 'transact'> as Store;
  const stored = () => Object.fromEntries([...rows].map(([id, row]) => [id, row.lastUsedAt]));
  return { store, state, stored };
}

describe('usage', () => {
  it('is known at once and written in one transaction', async () => {
    const usage = createUsage();
    const { store, state, stored } = fakeStore({ a: null, b: 5, c: 7 });
    usage.note('a', 10);
    usage.note('b', 11);
    usage.note('a', 12);
    expect(usage.lastUsedAt('a')).toBe(12);
    expect(usage.lastUsedAt('c')).toBe(undefined);
    await usage.flush(store);
    expect(stored()).toEqual({ a: 12, b: 11, c: 7 });
    expect(state.transactions).toBe(1);
  });

  it('never moves back', async () => {
    const usage = createUsage();
    const { store, stored } = fakeStore({ a: 20, b: null });
    usage.note('a', 10);
    usage.note('b', 10);
    usage.note('b', 9);
    expect(usage.lastUsedAt('b')).toBe(10);
    await usage.flush(store);
    expect(stored()).toEqual({ a: 20, b: 10 });
  });

  it('skips a key that was deleted meanwhile', async () => {
    const usage = createUsage();
    const { store, stored } = fakeStore({ a: null });
    usage.note('gone', 10);
    usage.note('a', 10);
    await usage.flush(store);
    expect(stored()).toEqual({ a: 10 });
  });

  it('writes nothing when nothing was used', async () => {
    const usage = createUsage();
    const { store, state } = fakeStore({ a: null });
    usage.note('a', 1);
    await usage.flush(store);
    await usage.flush(store);
    expect(state.transactions).toBe(1);
  });

  it('keeps what could not be written, unless something newer came', async () => {
    const usage = createUsage();
    const { store, state, stored } = fakeStore({ a: null, b: null });
    usage.note('a', 10);
    usage.note('b', 10);
    state.full = true;
    const failing = usage.flush(store);
    usage.note('b', 11);
    await expect(failing).rejects.toThrow(StoreUnavailable);
    expect([usage.lastUsedAt('a'), usage.lastUsedAt('b')]).toEqual([10, 11]);
    expect(stored()).toEqual({ a: null, b: null });
    state.full = false;
    await usage.flush(store);
    expect(stored()).toEqual({ a: 10, b: 11 });
  });

  it('stays known to readers who hold a row from before the flush', async () => {
    const usage = createUsage();
    const { store } = fakeStore({ a: null });
    usage.note('a', 10);
    const flushing = usage.flush(store);
    expect(usage.lastUsedAt('a')).toBe(10);
    await flushing;
    expect(usage.lastUsedAt('a')).toBe(10);
  });
});

describe('the flush', () => {
  it('comes every so often, tells of failures, and a last time at the stop', async () => {
    vi.useFakeTimers();
    try {
      const usage = createUsage();
      const { store, state, stored } = fakeStore({ a: null });
      const failures: unknown[] = [];
      const flush = startUsageFlush({ usage, store }, 1000, (error) => failures.push(error));
      usage.note('a', 1);
      await vi.advanceTimersByTimeAsync(999);
      expect(stored()).toEqual({ a: null });
      await vi.advanceTimersByTimeAsync(1);
      expect(stored()).toEqual({ a: 1 });

      state.full = true;
      usage.note('a', 2);
      await vi.advanceTimersByTimeAsync(1000);
      expect(failures).toEqual([expect.any(StoreUnavailable)]);

      state.full = false;
      await flush.stop();
      expect(stored()).toEqual({ a: 2 });
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
