import { describe, expect, test } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { keyRow, memberRow, userRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { allOf, change, putWorld } from '../store-world.ts';

export function atomicityTests(open: OpenStore): void {
  describe('transactions', () => {
    test('work that throws changes nothing, and its error comes out', async () => {
      const { store, reopen } = await open();
      const { key } = await putWorld(store);
      const failure = new Error('changed my mind');
      const work = store.transact(async (tx) => {
        tx.put('users', userRow({ id: 'usr_never' }));
        tx.remove('keys', key.id);
        throw failure;
      });
      await expect(work).rejects.toBe(failure);
      const expectUnchanged = async (one: Store) => {
        expect(await one.users.byId('usr_never')).toBeUndefined();
        expect(await one.keys.byId(key.id)).toEqual(key);
        expect(await one.checkSubject(key.hash)).toBeDefined();
      };
      await expectUnchanged(store);
      await expectUnchanged(await reopen());
    });

    test('changes are seen inside at once and outside only when the work is done', async () => {
      const { store } = await open();
      const { key, owner } = await putWorld(store);
      const user = userRow();
      await store.transact(async (tx) => {
        tx.put('users', user);
        tx.put('keys', { ...key, name: 'Renamed' });
        tx.remove('keys', 'key_unknown');
        expect(await tx.users.byEmail(user.email)).toEqual(user);
        expect(await tx.keys.byHash(key.hash)).toMatchObject({ name: 'Renamed' });
        expect(await store.users.byId(user.id)).toBeUndefined();
        expect(await store.keys.byId(key.id)).toEqual(key);
        tx.remove('keys', key.id);
        expect(await tx.keys.byHash(key.hash)).toBeUndefined();
        expect(await tx.keys.byId(key.id)).toBeUndefined();
        tx.put('keys', keyRow(owner, { id: key.id, hash: 'another' }));
      });
      expect(await store.users.byId(user.id)).toEqual(user);
      expect(await store.keys.byId(key.id)).toMatchObject({ hash: 'another' });
      expect(await store.keys.byHash(key.hash)).toBeUndefined();
    });

    test('the only org removed in a transaction is no longer any', async () => {
      const { store } = await open();
      const { org, role, owner, key } = await putWorld(store);
      await store.transact(async (tx) => {
        tx.remove('keys', key.id);
        tx.remove('members', owner.id);
        tx.remove('roles', role.id);
        expect(await tx.orgs.any()).toBe(true);
        tx.remove('orgs', org.id);
        expect(await tx.orgs.any()).toBe(false);
      });
      expect(await store.orgs.any()).toBe(false);
    });

    test('fifty steps of one counter at once all count', async () => {
      const { store, reopen } = await open();
      const counter = userRow({ name: '0' });
      await change(store, (tx) => tx.put('users', counter));
      const step = () =>
        store.transact(async (tx) => {
          const row = await tx.users.byId(counter.id);
          if (!row) throw new Error('The counter is gone.');
          const name = String(Number(row.name) + 1);
          tx.put('users', { ...row, name });
          return name;
        });
      const answers = await Promise.all(Array.from({ length: 50 }, step));
      expect(new Set(answers).size).toBe(50);
      expect(await (await reopen()).users.byId(counter.id)).toMatchObject({ name: '50' });
    });

    test('two who may leave only while another stays: one stays', async () => {
      const { store } = await open();
      const { role, owner } = await putWorld(store);
      const other = memberRow(role);
      await change(store, (tx) => tx.put('members', other));
      const active = async (reader: Pick<typeof store, 'members'>) =>
        (await reader.members.ofOrg(role.orgId)).filter((member) => member.active);
      const leave = (member: typeof owner) =>
        store.transact(async (tx) => {
          if ((await active(tx)).length > 1) tx.put('members', { ...member, active: false });
        });
      await Promise.all([leave(owner), leave(other)]);
      expect(await active(store)).toHaveLength(1);
    });

    test('a reading transaction sees all of another or nothing of it', async () => {
      const { store } = await open();
      const { owner } = await putWorld(store);
      const pair = (round: number) => [
        keyRow(owner, { id: `key_${round}_1` }),
        keyRow(owner, { id: `key_${round}_2` }),
      ];
      const reads: Promise<number>[] = [];
      for (let round = 0; round < 20; round++) {
        void change(store, (tx) => {
          for (const key of pair(round)) tx.put('keys', key);
        });
        reads.push(
          store.transact(
            async (tx) => (await allOf(tx.keys.newestFirst({ orgId: owner.orgId }))).length,
          ),
        );
      }
      for (const count of await Promise.all(reads)) expect(count % 2).toBe(1);
    });
  });
}
