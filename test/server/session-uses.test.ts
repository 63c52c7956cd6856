/** How often uses of sessions are written, and that no request waits for it. */
import { afterEach, expect, test, vi } from 'vitest';
import {
  createSessionUses,
  LEAST_SESSION_IDLE_MS,
  SESSION_IDLE_MS,
  startSessionFlush,
  writeEvery,
} from '../../server/domain/people/session-uses.ts';
import { isUsualAddress } from '../../server/domain/people/usual-address.ts';
import type { SessionRow, UserRow } from '../../server/store/rows.ts';
import { type Store, StoreUnavailable } from '../../server/store/store.ts';
import { DAY, MINUTE } from '../support/clock.ts';
import { openStore } from '../support/json-store.ts';
import { sessionRow, userRow } from '../support/rows.ts';

const START = 1_800_000_000_000;
const EVERY = writeEvery(SESSION_IDLE_MS);

/** Some sessions in a store that counts its transactions, and can be told to fail. */
async function filled(count = 1) {
  const { store } = await openStore();
  const user = userRow();
  const rows = Array.from({ length: count }, () =>
    sessionRow(user, { createdAt: START, lastUsedAt: START, expiresAt: START + 30 * DAY }),
  );
  await store.transact(async (tx) => {
    tx.put('users', user);
    for (const row of rows) tx.put('sessions', row);
  });
  const state = { written: 0, isDown: false };
  const transact: Store['transact'] = (work) => {
    if (state.isDown) return Promise.reject(new StoreUnavailable('down'));
    state.written++;
    return store.transact(work);
  };
  const stored = async ({ id }: SessionRow) => (await store.sessions.byId(id))?.lastUsedAt;
  return { store, counted: { transact }, state, rows, session: rows[0] as SessionRow, stored };
}

afterEach(() => {
  vi.useRealTimers();
});

test('an address where a session was not used for too long is no usual one any more', async () => {
  const { store, session } = await filled();
  const user = (await store.users.byId(session.userId)) as UserRow;
  await store.transact(async (tx) => tx.put('sessions', { ...session, ip: '192.0.2.1' }));
  const sessionUses = createSessionUses(SESSION_IDLE_MS);
  const isUsual = (now: number) =>
    isUsualAddress({ store, sessionUses, now: () => now }, user, '192.0.2.1');
  expect(await isUsual(START + SESSION_IDLE_MS - 1)).toBe(true);
  expect(await isUsual(START + SESSION_IDLE_MS)).toBe(false);
});

test('between two writes is far less than the time-out, and a quarter of an hour at most', () => {
  expect(EVERY).toBe(15 * MINUTE);
  expect(writeEvery(LEAST_SESSION_IDLE_MS)).toBe(MINUTE);
  expect(writeEvery(2 * 60 * MINUTE)).toBe(2.4 * MINUTE);
});

test('of many uses within a while the last is written, once that while is over', async () => {
  const { counted, session, stored, state } = await filled();
  const uses = createSessionUses(SESSION_IDLE_MS);
  for (const at of [1, 2, 3]) uses.note(session, START + at);
  await uses.flush(counted, START + EVERY - 1, 'due');
  expect(state.written).toBe(0);
  expect(uses.lastUsedAt(session)).toBe(START + 3);
  await uses.flush(counted, START + EVERY, 'due');
  expect(state.written).toBe(1);
  expect(await stored(session)).toBe(START + 3);
  await uses.flush(counted, START + 2 * EVERY, 'all');
  expect(state.written).toBe(1);
});

test('the first use after a while is to be written at once, the next one is not', async () => {
  const { store, counted, session, stored } = await filled();
  const uses = createSessionUses(SESSION_IDLE_MS);
  const due = vi.fn();
  uses.onDue(due);
  uses.note(session, START + EVERY - 1);
  expect(due).not.toHaveBeenCalled();
  uses.note(session, START + EVERY);
  expect(due).toHaveBeenCalledTimes(1);
  await uses.flush(counted, START + EVERY, 'due');
  expect(await stored(session)).toBe(START + EVERY);
  uses.note((await store.sessions.byId(session.id)) as SessionRow, START + EVERY + 1);
  expect(due).toHaveBeenCalledTimes(1);
});

test('a use while another is written waits for the next time', async () => {
  const { store, session, stored } = await filled();
  const uses = createSessionUses(SESSION_IDLE_MS);
  uses.note(session, START + EVERY);
  const meanwhile: Pick<Store, 'transact'> = {
    async transact(work) {
      const result = await store.transact(work);
      uses.note(session, START + EVERY + 5);
      return result;
    },
  };
  await uses.flush(meanwhile, START + EVERY, 'due');
  expect(await stored(session)).toBe(START + EVERY);
  expect(uses.lastUsedAt(session)).toBe(START + EVERY + 5);
  // A row from before that is no reason to write at once.
  const due = vi.fn();
  uses.onDue(due);
  uses.note(session, START + EVERY + 6);
  expect(due).not.toHaveBeenCalled();
  await uses.flush(store, START + EVERY + 7, 'all');
  expect(await stored(session)).toBe(START + EVERY + 6);
});

test('a later use on another server stays, and an ended session stays ended', async () => {
  const { store, rows, stored } = await filled(2);
  const [used, ended] = rows as [SessionRow, SessionRow];
  const uses = createSessionUses(SESSION_IDLE_MS);
  uses.note(used, START + EVERY);
  uses.note(ended, START + EVERY);
  await store.transact(async (tx) => {
    tx.put('sessions', { ...used, lastUsedAt: START + EVERY + 9 });
    tx.remove('sessions', ended.id);
  });
  await uses.flush(store, START + EVERY, 'due');
  expect(await stored(used)).toBe(START + EVERY + 9);
  expect(await stored(ended)).toBeUndefined();
});

test('many sessions are written in several transactions', async () => {
  const { counted, rows, stored, state } = await filled(50);
  const uses = createSessionUses(SESSION_IDLE_MS);
  for (const row of rows) uses.note(row, START + EVERY);
  await uses.flush(counted, START + EVERY, 'due');
  expect(state.written).toBe(3);
  expect(await Promise.all(rows.map(stored))).toEqual(rows.map(() => START + EVERY));
});

test('in the background: what is due at once, what waited later, the rest at the stop', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval'] });
  const { counted, rows, stored } = await filled(2);
  const [often, once] = rows as [SessionRow, SessionRow];
  const sessionUses = createSessionUses(SESSION_IDLE_MS);
  let now = START + EVERY;
  const failures: unknown[] = [];
  const flush = startSessionFlush({ sessionUses, store: counted, now: () => now }, 1000, (error) =>
    failures.push(error),
  );
  sessionUses.note(often, now);
  await vi.waitFor(async () => expect(await stored(often)).toBe(START + EVERY));

  sessionUses.note({ ...often, lastUsedAt: START + EVERY }, now + 1);
  now += EVERY;
  vi.advanceTimersByTime(1000);
  await vi.waitFor(async () => expect(await stored(often)).toBe(START + EVERY + 1));

  sessionUses.note(once, START + 7);
  await flush.stop();
  expect(await stored(once)).toBe(START + 7);
  expect(failures).toEqual([]);
});

test('where writing fails it is tried again now and then, not at every request', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval', 'clearInterval'] });
  const { counted, session, stored, state } = await filled();
  const sessionUses = createSessionUses(SESSION_IDLE_MS);
  const failures: unknown[] = [];
  const now = START + EVERY;
  const flush = startSessionFlush({ sessionUses, store: counted, now: () => now }, 1000, (error) =>
    failures.push(error),
  );
  state.isDown = true;
  sessionUses.note(session, now);
  await vi.waitFor(() => expect(failures).toHaveLength(1));
  for (let n = 0; n < 10; n++) {
    sessionUses.note(session, now + n);
    await new Promise(setImmediate);
  }
  expect(failures).toHaveLength(1);
  expect(sessionUses.lastUsedAt(session)).toBe(now + 9);
  state.isDown = false;
  vi.advanceTimersByTime(1000);
  await vi.waitFor(async () => expect(await stored(session)).toBe(now + 9));
  await flush.stop();
});
