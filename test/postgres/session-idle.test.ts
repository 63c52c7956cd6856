/** Sessions that nobody uses end, by what any of several servers has seen. */
import { expect, test, vi } from 'vitest';
import { createSessionUses, SESSION_IDLE_MS } from '../../server/domain/people/session-uses.ts';
import { sweepPeople } from '../../server/domain/people/sweep.ts';
import type { Store } from '../../server/store/store.ts';
import { DAY, TestClock } from '../support/clock.ts';
import { setUp } from '../support/people.ts';
import { type TestServer, testServer } from '../support/server.ts';
import { emptyDatabase, query } from './database.ts';
import { open } from './stores.ts';

const statusOf = async ({ request }: TestServer, token: string) =>
  (await request('GET', '/v1/me', { token })).status;

async function twoServers() {
  const url = await emptyDatabase();
  const clock = new TestClock();
  const environment = { DATABASE_URL: url, KEYTURN_SESSION_IDLE: '' };
  const here = await testServer({ environment, clock });
  const { token } = await setUp(here);
  const there = await testServer({ environment, clock });
  const storedAt = async () => {
    const [row] = await query(url, 'select last_used_at from sessions');
    return (row?.last_used_at as Date | undefined)?.getTime();
  };
  return { url, clock, here, there, token, storedAt };
}

test('a session used on one server is open on the other', async () => {
  const { clock, here, there, token, storedAt } = await twoServers();
  clock.advance(10 * DAY);
  expect(await statusOf(here, token)).toBe(200);
  await vi.waitFor(async () => expect(await storedAt()).toBe(clock.now()));
  clock.advance(14 * DAY - 1);
  expect(await statusOf(there, token)).toBe(200);
  await vi.waitFor(async () => expect(await storedAt()).toBe(clock.now()));
  clock.advance(5 * DAY);
  expect(await statusOf(here, token)).toBe(200);
});

test('a sweep takes what is over, and not what was used while it looked', async () => {
  const { url, clock, token, here, storedAt } = await twoServers();
  const store = await open(url);
  const context = { now: clock.now, sessionUses: createSessionUses(SESSION_IDLE_MS) };
  clock.advance(14 * DAY);
  expect(await statusOf(here, token)).toBe(401);
  const { orgs, members, invitations, sessions } = store;
  const transact: Store['transact'] = async (work) => {
    await query(url, 'update sessions set last_used_at = $1', [new Date(clock.now())]);
    return store.transact(work);
  };
  const usedMeanwhile = { orgs, members, invitations, sessions, transact };
  await sweepPeople({ ...context, store: usedMeanwhile }, () => false);
  expect(await statusOf(here, token)).toBe(200);
  clock.advance(14 * DAY);
  await sweepPeople({ ...context, store }, () => false);
  expect(await storedAt()).toBeUndefined();
});
