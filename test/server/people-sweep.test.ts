import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createSessionUses } from '../../server/domain/people/session-uses.ts';
import { startPeopleSweep, sweepPeople } from '../../server/domain/people/sweep.ts';
import type { SessionRow } from '../../server/store/rows.ts';
import { DAY } from '../support/clock.ts';
import { openStore } from '../support/json-store.ts';
import { invitationRow, memberRow, orgRow, roleRow, sessionRow, userRow } from '../support/rows.ts';

const NOW = 1_800_000_000_000;

const sessionUses = createSessionUses(DAY);

/** Two orgs, each with someone who is in and someone who is invited; `at`: when all of it ends. */
async function filled(ends: number[]) {
  const { store } = await openStore();
  const rows = ends.map((expiresAt) => {
    const org = orgRow();
    const role = roleRow(org);
    const user = userRow();
    const joined = memberRow(role, { kind: 'person', userId: user.id });
    const invited = memberRow(role, { kind: 'person' });
    return {
      org,
      role,
      user,
      members: [joined, invited],
      session: sessionRow(user, { expiresAt, lastUsedAt: NOW }),
      invitation: invitationRow(invited, { expiresAt }),
    };
  });
  await store.transact(async (tx) => {
    for (const { org, role, user, members, session, invitation } of rows) {
      tx.put('orgs', org);
      tx.put('roles', role);
      tx.put('users', user);
      for (const member of members) tx.put('members', member);
      tx.put('sessions', session);
      tx.put('invitations', invitation);
    }
  });
  const left = async () => {
    const found = await Promise.all(
      rows.map(async ({ session, invitation }) => [
        (await store.sessions.byId(session.id)) !== undefined,
        (await store.invitations.byCodeHash(invitation.codeHash)) !== undefined,
      ]),
    );
    return found.flat();
  };
  return { store, left };
}

test('what has ended goes, to the millisecond, in every org; the rest stays', async () => {
  const { store, left } = await filled([NOW, NOW + 1]);
  await sweepPeople({ store, sessionUses, now: () => NOW }, () => false);
  expect(await left()).toEqual([false, false, true, true]);
});

test('a session that nobody used for as long as it may goes, one used since its row was written stays', async () => {
  const { store, left } = await filled([NOW + 2 * DAY, NOW + 2 * DAY]);
  const uses = createSessionUses(DAY);
  const [org] = await store.orgs.all();
  const members = await store.members.ofOrg(org?.id ?? '');
  const [session] = await store.sessions.ofUser(members.find(({ userId }) => userId)?.userId ?? '');
  uses.note(session as SessionRow, NOW + 1);
  const sweep = (now: number) =>
    sweepPeople({ store, sessionUses: uses, now: () => now }, () => false);
  await sweep(NOW + DAY - 1);
  expect(await left()).toEqual([true, true, true, true]);
  await sweep(NOW + DAY);
  expect((await left()).sort()).toEqual([false, true, true, true]);
  expect(await store.sessions.byId(session?.id ?? '')).toBeDefined();
});

test('more than one transaction takes are all swept', async () => {
  const { store, left } = await filled([NOW]);
  const user = userRow();
  const org = orgRow();
  const role = roleRow(org);
  const sessions = Array.from({ length: 250 }, () => sessionRow(user, { expiresAt: NOW }));
  await store.transact(async (tx) => {
    tx.put('orgs', org);
    tx.put('roles', role);
    tx.put('users', user);
    tx.put('members', memberRow(role, { kind: 'person', userId: user.id }));
    for (const session of sessions) tx.put('sessions', session);
  });
  await sweepPeople({ store, sessionUses, now: () => NOW }, () => false);
  expect(await store.sessions.ofUser(user.id)).toEqual([]);
  expect(await left()).toEqual([false, false]);
});

test('a stop ends it before the next transaction', async () => {
  const { store, left } = await filled([NOW]);
  await sweepPeople({ store, sessionUses, now: () => NOW }, () => true);
  expect(await left()).toEqual([true, true]);
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
});
afterEach(() => {
  vi.useRealTimers();
});

test('it happens at the start and then every so often, until it is stopped', async () => {
  const { store, left } = await filled([NOW, NOW + 1, NOW + 2]);
  let now = NOW;
  const failures: unknown[] = [];
  const sweep = startPeopleSweep({ store, sessionUses, now: () => now }, 1000, (error) =>
    failures.push(error),
  );
  await vi.waitFor(async () => {
    expect(await left()).toEqual([false, false, true, true, true, true]);
  });
  now++;
  vi.advanceTimersByTime(1000);
  await vi.waitFor(async () => {
    expect(await left()).toEqual([false, false, false, false, true, true]);
  });
  await sweep.stop();
  now++;
  vi.advanceTimersByTime(5000);
  expect(await left()).toEqual([false, false, false, false, true, true]);
  expect(failures).toEqual([]);
});
