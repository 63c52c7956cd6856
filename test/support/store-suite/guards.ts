import { describe, expect, test } from 'vitest';
import { type Store, StoreConflict, type Transaction } from '../../../server/store/store.ts';
import { keyRow, memberRow, roleRow, sessionRow, userRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { change, putWorld } from '../store-world.ts';

export function guardTests(open: OpenStore): void {
  describe('guards', () => {
    test.each<[string, (tx: Transaction, world: Awaited<ReturnType<typeof putWorld>>) => void]>([
      ['a hash twice', (tx, { key, owner }) => tx.put('keys', keyRow(owner, { hash: key.hash }))],
      [
        'two new ones with one hash',
        (tx, { owner }) => {
          tx.put('keys', keyRow(owner, { hash: 'same' }));
          tx.put('keys', keyRow(owner, { hash: 'same' }));
        },
      ],
      ['an email twice', (tx) => tx.put('users', userRow({ email: 'ada@example.com' }))],
      [
        'a session token twice',
        (tx) => {
          const user = userRow();
          tx.put('users', user);
          tx.put('sessions', sessionRow(user, { tokenHash: 'same' }));
          tx.put('sessions', sessionRow(user, { tokenHash: 'same' }));
        },
      ],
      [
        'a key of nobody',
        (tx, { owner }) => tx.put('keys', keyRow({ ...owner, id: 'mem_unknown' })),
      ],
      [
        'a member without a role',
        (tx, { role }) => tx.put('members', memberRow({ ...role, id: 'rol_unknown' })),
      ],
      ['an owner removed from a key', (tx, { owner }) => tx.remove('members', owner.id)],
      ['a role removed from a member', (tx, { role }) => tx.remove('roles', role.id)],
    ])('%s is refused, and with it everything else', async (_, contradict) => {
      const { store, reopen } = await open();
      const world = await putWorld(store);
      await change(store, (tx) => tx.put('users', userRow({ email: 'ada@example.com' })));
      const work = change(store, (tx) => {
        tx.put('users', userRow({ id: 'usr_beside' }));
        contradict(tx, world);
      });
      await expect(work).rejects.toThrow(StoreConflict);
      const expectUnchanged = async (one: Store) => {
        expect(await one.users.byId('usr_beside')).toBeUndefined();
        expect(await one.checkSubject(world.key.hash)).toEqual(world);
      };
      await expectUnchanged(store);
      await expectUnchanged(await reopen());
    });

    test('work that catches the refusal is refused all the same', async () => {
      const { store } = await open();
      const { key, owner } = await putWorld(store);
      const work = change(store, (tx) => {
        tx.put('users', userRow({ id: 'usr_beside' }));
        try {
          tx.put('keys', keyRow(owner, { hash: key.hash }));
        } catch {}
      });
      await expect(work).rejects.toThrow(StoreConflict);
      expect(await store.users.byId('usr_beside')).toBeUndefined();
    });

    test('what a row no longer has is free for another, in the same transaction too', async () => {
      const { store } = await open();
      const { key, owner } = await putWorld(store);
      const successor = keyRow(owner, { hash: key.hash });
      await change(store, (tx) => {
        tx.put('keys', { ...key, hash: 'new' });
        tx.put('keys', successor);
      });
      expect(await store.keys.byHash(key.hash)).toEqual(successor);
      expect(await store.keys.byHash('new')).toMatchObject({ id: key.id });
    });

    test('two rows swap a unique value by way of a third', async () => {
      const { store, reopen } = await open();
      const { key, owner } = await putWorld(store);
      const other = keyRow(owner);
      await change(store, (tx) => tx.put('keys', other));
      await change(store, (tx) => {
        tx.put('keys', { ...key, hash: 'third' });
        tx.put('keys', { ...other, hash: key.hash });
        tx.put('keys', { ...key, hash: other.hash });
      });
      const expectSwapped = async (one: Store) => {
        expect(await one.keys.byHash(key.hash)).toMatchObject({ id: other.id });
        expect(await one.keys.byHash(other.hash)).toMatchObject({ id: key.id });
      };
      await expectSwapped(store);
      await expectSwapped(await reopen());
    });

    test('everything that refers to each other goes in one transaction', async () => {
      const { store } = await open();
      const { org, role, owner, key } = await putWorld(store);
      const second = roleRow(org);
      await change(store, (tx) => {
        tx.remove('roles', role.id);
        tx.remove('members', owner.id);
        tx.remove('keys', key.id);
        tx.put('roles', second);
      });
      expect(await store.roles.ofOrg(org.id)).toEqual([second]);
    });
  });
}
