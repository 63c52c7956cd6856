import { describe, expect, test } from 'vitest';
import type { Reader, Store } from '../../../server/store/store.ts';
import { invitationRow, memberRow, roleRow, sessionRow, userRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { allOf, change, putWorld } from '../store-world.ts';

/** One row in each table, and every question that has one of them as its answer. */
async function putEverything(open: OpenStore) {
  const opened = await open();
  const world = await putWorld(opened.store);
  const user = userRow({
    name: 'Zoë 👩🏽‍🚀 \u202e"\\',
    secondFactor: {
      secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
      createdAt: 1_790_000_000_123,
      confirmedAt: null,
      lastStep: 59_666_666,
      recoveryHashes: ['one', 'another'],
    },
    resetCode: { hash: 'third', expiresAt: 1_790_000_000_456 },
  });
  const member = memberRow(world.role, { kind: 'person', userId: user.id, createdAt: 5 });
  const session = sessionRow(user);
  const invitation = invitationRow(member);
  const clock = { id: 'sweep', seenAt: 1_790_000_000_123 };
  await change(opened.store, (tx) => {
    tx.put('users', user);
    tx.put('members', member);
    tx.put('sessions', session);
    tx.put('invitations', invitation);
    tx.put('clocks', clock);
  });
  const { org, role, owner, key } = world;
  const questions: [string, (reader: Reader) => Promise<unknown>, unknown][] = [
    ['orgs.byId', (r) => r.orgs.byId(org.id), org],
    ['orgs.any', (r) => r.orgs.any(), true],
    ['orgs.all', (r) => r.orgs.all(), [org]],
    ['users.byId', (r) => r.users.byId(user.id), user],
    ['clocks.byId', (r) => r.clocks.byId(clock.id), clock],
    ['users.byEmail', (r) => r.users.byEmail(user.email), user],
    ['roles.byId', (r) => r.roles.byId(role.id), role],
    ['roles.ofOrg', (r) => r.roles.ofOrg(org.id), [role]],
    ['members.byId', (r) => r.members.byId(owner.id), owner],
    ['members.ofOrg', (r) => r.members.ofOrg(org.id), [member, owner]],
    ['members.ofUser', (r) => r.members.ofUser(user.id), [member]],
    ['invitations.byCodeHash', (r) => r.invitations.byCodeHash(invitation.codeHash), invitation],
    ['invitations.ofMember', (r) => r.invitations.ofMember(member.id), [invitation]],
    ['sessions.byId', (r) => r.sessions.byId(session.id), session],
    ['sessions.byTokenHash', (r) => r.sessions.byTokenHash(session.tokenHash), session],
    ['sessions.ofUser', (r) => r.sessions.ofUser(user.id), [session]],
    ['keys.byId', (r) => r.keys.byId(key.id), key],
    ['keys.subject', (r) => r.keys.subject(key.id), world],
    ['members.around', (r) => r.members.around(owner.id), { owner, role, org }],
    [
      'sessions.inOrg',
      (r) => r.sessions.inOrg(session.tokenHash, org.id),
      { session, user, membership: { member, role, org } },
    ],
    [
      'sessions.inOrg of another org',
      (r) => r.sessions.inOrg(session.tokenHash, 'org_other'),
      { session, user, membership: null },
    ],
    ['keys.byHash', (r) => r.keys.byHash(key.hash), key],
    ['keys.newestFirst', (r) => allOf(r.keys.newestFirst({ orgId: org.id })), [key]],
  ];
  return { ...opened, questions };
}

export function lookUpTests(open: OpenStore): void {
  describe('looking up', () => {
    test('every row is found by everything that finds it, in a transaction too', async () => {
      const { store, questions } = await putEverything(open);
      for (const [name, ask, answer] of questions) {
        expect(await ask(store), name).toEqual(answer);
        expect(await store.transact(ask), `${name} in a transaction`).toEqual(answer);
      }
    });

    test('everything is found again after closing and opening', async () => {
      const { reopen, questions } = await putEverything(open);
      const store = await reopen();
      for (const [name, ask, answer] of questions) expect(await ask(store), name).toEqual(answer);
    });

    test('what is not there is undefined or an empty list', async () => {
      const { store } = await open();
      expect(await store.orgs.any()).toBe(false);
      expect(await store.keys.byHash('unknown')).toBeUndefined();
      expect(await store.keys.subject('key_unknown')).toBeUndefined();
      expect(await store.members.around('mem_unknown')).toBeUndefined();
      expect(await store.sessions.inOrg('unknown', 'org_unknown')).toBeUndefined();
      expect(await store.users.byEmail('nobody@example.com')).toBeUndefined();
      expect(await store.members.ofOrg('org_unknown')).toEqual([]);
      expect(await store.invitations.ofMember('mem_unknown')).toEqual([]);
      expect(await allOf(store.keys.newestFirst({ orgId: 'org_unknown' }))).toEqual([]);
      await store.ready();
    });

    test('members come oldest first, sessions newest first', async () => {
      const { store } = await open();
      const { org } = await putWorld(store);
      const role = roleRow(org);
      const user = userRow();
      const at = [30, 10, 20];
      await change(store, (tx) => {
        tx.put('roles', role);
        tx.put('users', user);
        for (const createdAt of at) {
          tx.put('members', memberRow(role, { userId: user.id, createdAt }));
          tx.put('sessions', sessionRow(user, { createdAt }));
        }
      });
      const times = (rows: { createdAt: number }[]) => rows.map((row) => row.createdAt);
      expect(times(await store.members.ofUser(user.id))).toEqual([10, 20, 30]);
      expect(times(await store.members.ofOrg(org.id)).slice(0, 3)).toEqual([10, 20, 30]);
      expect(times(await store.sessions.ofUser(user.id))).toEqual([30, 20, 10]);
    });

    test('a row that moves to another group is found there and no longer in the first', async () => {
      const { store } = await open();
      const { role, owner } = await putWorld(store);
      const [first, second] = [userRow(), userRow()];
      const member = memberRow(role, { userId: first.id });
      await change(store, (tx) => {
        tx.put('users', first);
        tx.put('users', second);
        tx.put('members', member);
      });
      const moved = { ...member, userId: second.id };
      await store.transact(async (tx) => {
        tx.put('members', moved);
        expect(await tx.members.ofUser(first.id)).toEqual([]);
        expect(await tx.members.ofUser(second.id)).toEqual([moved]);
      });
      expect(await store.members.ofUser(first.id)).toEqual([]);
      expect(await store.members.ofUser(second.id)).toEqual([moved]);
      expect(await store.members.byId(owner.id)).toEqual(owner);
    });

    test('changing a row that was handed out or put changes nothing', async () => {
      const { store, reopen } = await open();
      const { key, org } = await putWorld(store);
      const attempt = async (make: () => unknown) => make();
      await attempt(() => key.scopes.push('*')).catch(() => undefined);
      const check = async (one: Store) => {
        const changes = [
          async () => (await one.keys.byId(key.id))?.scopes.push('*'),
          async () => Object.assign((await one.orgs.byId(org.id))?.policy ?? {}, { x: 1 }),
          async () => Object.assign((await one.checkSubject(key.hash))?.key ?? {}, { name: 'x' }),
        ];
        for (const make of changes) await attempt(make).catch(() => undefined);
        expect(await one.keys.byId(key.id)).toMatchObject({ scopes: ['tasks:read'] });
        expect((await one.orgs.byId(org.id))?.policy).not.toHaveProperty('x');
        expect(await one.checkSubject(key.hash)).toMatchObject({ key: { name: key.name } });
      };
      await check(store);
      await check(await reopen());
    });
  });
}
