import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Lanes } from '../../../../server/store/postgres/lanes.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Two at once, three in all; `start` says whether there was room for one more. */
function lanes() {
  const freed = vi.fn();
  const all = new Lanes({ atOnce: 2, slowAfter: 50, most: 3 }, freed);
  const ends: (() => void)[] = [];
  const start = () => {
    if (!all.isFree) return false;
    all.run(() => new Promise((end) => ends.push(end)));
    return true;
  };
  const end = async (at: number) => {
    ends[at]?.();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { start, end, freed };
}

test('so many run at once, and the next when one is over', async () => {
  const { start, end, freed } = lanes();
  expect([start(), start(), start()]).toEqual([true, true, false]);
  await end(0);
  expect(freed).toHaveBeenCalledTimes(1);
  expect([start(), start()]).toEqual([true, false]);
});

test('one that takes long makes room, up to so many in all', async () => {
  const { start, end, freed } = lanes();
  expect([start(), start()]).toEqual([true, true]);
  await vi.advanceTimersByTimeAsync(49);
  expect(start()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(freed).toHaveBeenCalledTimes(2);
  expect([start(), start()]).toEqual([true, false]);
  await vi.advanceTimersByTimeAsync(50);
  expect(start()).toBe(false);
  await end(0);
  expect([start(), start()]).toEqual([true, false]);
});

test('one that made room makes none again when it is over', async () => {
  const { start, end } = lanes();
  start();
  await vi.advanceTimersByTimeAsync(50);
  await end(0);
  expect([start(), start(), start()]).toEqual([true, true, false]);
});

test('one that is over in time leaves no timer', async () => {
  const { start, end } = lanes();
  start();
  await end(0);
  expect(vi.getTimerCount()).toBe(0);
});
