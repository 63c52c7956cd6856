import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { every } from '../../server/every.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Each run ends when it is told to. */
function longJob() {
  const runs: { isStopping: () => boolean; end(): void }[] = [];
  const job = (isStopping: () => boolean) =>
    new Promise<void>((end) => {
      runs.push({ isStopping, end });
    });
  return { runs, job };
}

test('it runs now and then every so often', async () => {
  const job = vi.fn(async () => undefined);
  const repeated = every(1000, job, fail);
  await vi.advanceTimersByTimeAsync(999);
  expect(job).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1001);
  expect(job).toHaveBeenCalledTimes(3);
  await repeated.stop();
});

test('the first run comes when it is said to', async () => {
  const job = vi.fn(async () => undefined);
  const repeated = every(1000, job, fail, 300);
  await vi.advanceTimersByTimeAsync(299);
  expect(job).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(job).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1000);
  expect(job).toHaveBeenCalledTimes(2);
  await repeated.stop();
});

test('runs never overlap, and do not pile up behind a long one', async () => {
  const { runs, job } = longJob();
  const repeated = every(1000, job, fail);
  await vi.advanceTimersByTimeAsync(5500);
  expect(runs).toHaveLength(1);
  runs[0]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toHaveLength(2);
  runs[1]?.end();
  await vi.advanceTimersByTimeAsync(0);
  expect(runs).toHaveLength(2);
  await repeated.stop();
});

test('a failure is told, and the next run comes all the same', async () => {
  const failures: unknown[] = [];
  let runs = 0;
  const job = async () => {
    throw new Error(`run ${++runs}`);
  };
  const repeated = every(1000, job, (error) => failures.push(error));
  await vi.advanceTimersByTimeAsync(1000);
  expect(failures).toEqual([new Error('run 1'), new Error('run 2')]);
  await repeated.stop();
});

test('a stop tells the one that runs, waits for it, and begins none that waits', async () => {
  const { runs, job } = longJob();
  const repeated = every(1000, job, fail);
  await vi.advanceTimersByTimeAsync(1000);
  expect(runs[0]?.isStopping()).toBe(false);
  let isStopped = false;
  const stopped = repeated.stop().then(() => {
    isStopped = true;
  });
  await vi.advanceTimersByTimeAsync(5000);
  expect(runs[0]?.isStopping()).toBe(true);
  expect(isStopped).toBe(false);
  runs[0]?.end();
  await stopped;
  expect(runs).toHaveLength(1);
  expect(vi.getTimerCount()).toBe(0);
});

test('one that has not begun yet is stopped too', async () => {
  const job = vi.fn(async () => undefined);
  await every(1000, job, fail, 300).stop();
  await vi.advanceTimersByTimeAsync(5000);
  expect(job).not.toHaveBeenCalled();
});

function fail(error: unknown): void {
  throw error;
}
