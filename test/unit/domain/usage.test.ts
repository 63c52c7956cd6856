import { describe, expect, it, vi } from 'vitest';
import { MOST_WEIGHT, UNSEEN } from '../../../server/domain/requests/pending.ts';
import { createUsage, startUsageFlush, type Usage } from '../../../server/domain/usage.ts';
import type { DayRow, Keep, RequestRow } from '../../../server/store/requests.ts';
import { StoreUnavailable } from '../../../server/store/store.ts';
import type { CheckCode } from '../../../shared/contract/check.ts';

const DAY = 86_400_000;
const NOW = Date.parse('2026-11-21T09:00:00.000Z');

/** Keeps what it is given, and can fail. */
function fakeStore() {
  const state = {
    full: false,
    uses: [] as [string, number][],
    requests: [] as RequestRow[],
    days: [] as DayRow[],
    appends: 0,
    tidied: [] as Keep[],
  };
  const refuse = () => {
    if (state.full) throw new StoreUnavailable('The disk is full.');
  };
  const store = {
    async touch(uses: readonly (readonly [string, number])[]) {
      refuse();
      for (const [id, at] of uses) state.uses.push([id, at]);
    },
    requests: {
      async append(requests: readonly RequestRow[], days: readonly DayRow[]) {
        refuse();
        state.appends += 1;
        state.requests.push(...requests);
        state.days.push(...days);
      },
      near: () => 0,
      ofKey: async () => [],
      days: async () => [],
      async tidy(keep: Keep) {
        state.tidied.push(keep);
      },
    },
  };
  return { store, state };
}

function check(usage: Usage, keyId: string, at: number, outcome: CheckCode = 'valid', path = '/') {
  usage.record(keyId, at, outcome, ['tasks:read'], { ...UNSEEN, path });
}

const paths = (usage: Usage, keyId = 'a') => usage.waiting(keyId).requests.map(({ path }) => path);

describe('the last use', () => {
  it('is known at once, written once, and stays known to holders of older rows', async () => {
    const usage = createUsage();
    const { store, state } = fakeStore();
    check(usage, 'a', 10);
    check(usage, 'a', 12);
    check(usage, 'a', 11);
    expect(usage.lastUsedAt('a')).toBe(12);
    expect(usage.lastUsedAt('b')).toBe(undefined);
    await usage.flush(store, NOW);
    await usage.flush(store, NOW);
    expect(state.uses).toEqual([['a', 12]]);
    check(usage, 'a', 20, 'revoked');
    expect(usage.lastUsedAt('a')).toBe(undefined);
  });

  it.each<[CheckCode, boolean]>([
    ['valid', true],
    ['insufficient_scope', true],
    ['rate_limited', true],
    ['revoked', false],
    ['expired', false],
    ['disabled', false],
    ['pending', false],
    ['api_access_off', false],
    ['member_inactive', false],
  ])('%s counts: %s', async (outcome, counts) => {
    const usage = createUsage();
    const { store, state } = fakeStore();
    check(usage, 'a', 10, outcome);
    await usage.flush(store, NOW);
    expect(state.uses).toEqual(counts ? [['a', 10]] : []);
    expect(state.requests).toMatchObject([{ keyId: 'a', outcome }]);
  });

  it('that could not be written is kept, unless something newer came', async () => {
    const usage = createUsage();
    const { store, state } = fakeStore();
    check(usage, 'a', 10);
    check(usage, 'b', 10);
    state.full = true;
    const failing = usage.flush(store, NOW);
    check(usage, 'b', 11);
    await expect(failing).rejects.toThrow(StoreUnavailable);
    expect([usage.lastUsedAt('a'), usage.lastUsedAt('b')]).toEqual([10, 11]);
    state.full = false;
    await usage.flush(store, NOW);
    expect(Object.fromEntries(state.uses)).toEqual({ a: 10, b: 11 });
  });
});

describe('requests', () => {
  it('wait in the order in which they came, the newest of each key', () => {
    const usage = createUsage({ requestsPerKey: 3, idPrefix: 'p' });
    for (let i = 1; i <= 5; i++) check(usage, 'a', i, 'valid', `/${i}`);
    check(usage, 'b', 9);
    expect(paths(usage)).toEqual(['/3', '/4', '/5']);
    expect(usage.waiting('a').requests[0]).toEqual({
      id: 'p000000002',
      keyId: 'a',
      at: 3,
      outcome: 'valid',
      scopes: ['tasks:read'],
      method: null,
      path: '/3',
      ip: null,
    });
    expect(usage.dropped).toBe(0);
  });

  it.each([
    ['/v1/tasks?token=hunter2', '/v1/tasks'],
    ['/v1/tasks#hunter2?x', '/v1/tasks'],
    ['?hunter2', ''],
    [`/${'x'.repeat(600)}`, `/${'x'.repeat(499)}`],
    ['/a\u0000b\u001fc\ud800', '/a\ufffdb\ufffdc\ufffd'],
    [undefined, null],
  ])('keep of a path %j only %j', (path, kept) => {
    const usage = createUsage();
    usage.record('a', 1, 'valid', [], { method: 'x'.repeat(30), path, ip: 'y'.repeat(99) });
    expect(usage.waiting('a').requests).toMatchObject([
      { method: 'x'.repeat(20), path: kept, ip: 'y'.repeat(60) },
    ]);
  });

  it('with 0 days are not kept, but counted', () => {
    const usage = createUsage({ requestsDays: 0 });
    check(usage, 'a', NOW);
    expect(usage.waiting('a')).toEqual({
      requests: [],
      days: [{ keyId: 'a', day: '2026-11-21', allowed: 1, refused: 0 }],
    });
    expect(usage.lastUsedAt('a')).toBe(NOW);
  });

  it('are bounded over all keys; what is left out is counted, and the counts are whole', async () => {
    const usage = createUsage();
    const { store, state } = fakeStore();
    const room = MOST_WEIGHT / 2;
    for (let i = 0; i < room + 10; i++) check(usage, `key_${i}`, NOW);
    expect(usage.dropped).toBe(10);
    check(usage, 'key_0', NOW, 'valid', '/newer');
    expect(paths(usage, 'key_0')).toEqual(['/newer']);
    expect(usage.dropped).toBe(11);
    check(usage, 'key_0', NOW, 'valid', `/${'x'.repeat(400)}`);
    expect(paths(usage, 'key_0')).toEqual(['/newer']);
    await usage.flush(store, NOW);
    expect(state.requests).toHaveLength(room);
    expect(state.days).toHaveLength(room + 10);
    // In no order of keys.
    expect(state.days.find(({ keyId }) => keyId === 'key_0')).toMatchObject({ allowed: 3 });
    expect(state.appends).toBeGreaterThan(1);
    check(usage, 'key_0', NOW);
    expect(usage.dropped).toBe(12);
  });

  it('that could not be written come before newer ones, as far as there is room', async () => {
    const usage = createUsage({ requestsPerKey: 3 });
    const { store, state } = fakeStore();
    for (let i = 1; i <= 4; i++) check(usage, 'a', NOW + i, 'valid', `/${i}`);
    state.full = true;
    const failing = usage.flush(store, NOW);
    check(usage, 'a', NOW + 5, 'revoked', '/5');
    await expect(failing).rejects.toThrow(StoreUnavailable);
    expect(paths(usage)).toEqual(['/3', '/4', '/5']);
    check(usage, 'a', NOW + 6, 'valid', '/6');
    state.full = false;
    await usage.flush(store, NOW);
    expect(state.requests.map(({ path }) => path)).toEqual(['/4', '/5', '/6']);
    expect(state.days).toEqual([{ keyId: 'a', day: '2026-11-21', allowed: 5, refused: 1 }]);
  });

  it('of a failing store do not pile up', async () => {
    const usage = createUsage();
    const { store, state } = fakeStore();
    state.full = true;
    const fill = () => {
      for (let i = 0; i < MOST_WEIGHT / 4; i++) check(usage, `key_${i}`, NOW);
    };
    for (let flush = 0; flush < 4; flush++) {
      fill();
      const failing = usage.flush(store, NOW);
      fill();
      await failing.catch(() => undefined);
    }
    state.full = false;
    await usage.flush(store, NOW);
    expect(state.requests).toHaveLength(MOST_WEIGHT / 2);
    expect(usage.dropped).toBe((8 * MOST_WEIGHT) / 4 - MOST_WEIGHT / 2);
  });
});

describe('days', () => {
  it('are counted in UTC, also across midnight and back', async () => {
    const usage = createUsage();
    const { store, state } = fakeStore();
    const midnight = Date.parse('2026-11-22T00:00:00.000Z');
    check(usage, 'a', midnight - 1);
    check(usage, 'a', midnight, 'expired');
    check(usage, 'a', midnight - 1, 'insufficient_scope');
    await usage.flush(store, NOW);
    expect(state.days).toEqual([
      { keyId: 'a', day: '2026-11-21', allowed: 1, refused: 1 },
      { keyId: 'a', day: '2026-11-22', allowed: 0, refused: 1 },
    ]);
  });
});

it('a read that a flush comes across is made again', async () => {
  const usage = createUsage();
  const { store } = fakeStore();
  check(usage, 'a', NOW);
  const seen: number[] = [];
  const reads = usage.settled(async () => {
    seen.push(usage.waiting('a').requests.length);
    if (seen.length === 1) await usage.flush(store, NOW);
    return seen.length;
  });
  expect(await reads).toBe(2);
  expect(seen).toEqual([1, 0]);
});

describe('the flush', () => {
  it('comes every so often, tells of failures, and a last time at the stop', async () => {
    vi.useFakeTimers();
    try {
      const usage = createUsage();
      const { store, state } = fakeStore();
      const failures: unknown[] = [];
      const times = { flush: 1000, firstTidy: 1500, tidy: DAY };
      const flush = startUsageFlush({ usage, store, now: () => NOW }, times, (error) =>
        failures.push(error),
      );
      check(usage, 'a', 1);
      await vi.advanceTimersByTimeAsync(999);
      expect(state.uses).toEqual([]);
      await vi.advanceTimersByTimeAsync(1);
      expect(state.uses).toEqual([['a', 1]]);

      state.full = true;
      check(usage, 'a', 2);
      await vi.advanceTimersByTimeAsync(1000);
      expect(failures).toEqual([expect.any(StoreUnavailable)]);
      expect(state.tidied).toEqual([
        { perKey: 200, since: NOW - 30 * DAY, sinceDay: '2025-11-20' },
      ]);

      state.full = false;
      await flush.stop();
      expect(state.uses).toEqual([
        ['a', 1],
        ['a', 2],
      ]);
      expect(vi.getTimerCount()).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
