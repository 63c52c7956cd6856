import { describe, expect, test } from 'vitest';
import { keyRow, memberRow, roleRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { change, putWorld } from '../store-world.ts';

export function checkSubjectTests(open: OpenStore): void {
  describe('what a check needs', () => {
    test('is the key with its owner, role and org, also after opening again', async () => {
      const { store, reopen } = await open();
      const { org, role, owner, key } = await putWorld(store);
      const subject = { key, owner, role, org };
      expect(await store.checkSubject(key.hash)).toEqual(subject);
      expect(await store.checkSubject('unknown')).toBeUndefined();
      expect(await (await reopen()).checkSubject(key.hash)).toEqual(subject);
    });

    test('follows each change at once', async () => {
      const { store } = await open();
      const { org, role, owner, key } = await putWorld(store);
      const subject = () => store.checkSubject(key.hash);
      const readOnly = roleRow(org, { permissions: ['*:read'] });

      await change(store, (tx) =>
        tx.put('keys', { ...key, revokedAt: 5, revokeReason: 'revoked' }),
      );
      expect(await subject()).toMatchObject({ key: { revokedAt: 5 } });
      await change(store, (tx) => tx.put('orgs', { ...org, apiAccess: false }));
      expect(await subject()).toMatchObject({ org: { apiAccess: false } });
      await change(store, (tx) => tx.put('roles', { ...role, permissions: [] }));
      expect(await subject()).toMatchObject({ role: { permissions: [] } });
      await change(store, (tx) => {
        tx.put('roles', readOnly);
        tx.put('members', { ...owner, roleId: readOnly.id, active: false });
      });
      expect(await subject()).toMatchObject({ role: readOnly, owner: { active: false } });
      await change(store, (tx) => tx.put('keys', { ...key, hash: 'new' }));
      expect(await subject()).toBeUndefined();
      expect(await store.checkSubject('new')).toMatchObject({ key: { id: key.id } });
      await change(store, (tx) => tx.remove('keys', key.id));
      expect(await store.checkSubject('new')).toBeUndefined();
    });

    test('is there for a hash that was asked for in vain before', async () => {
      const { store } = await open();
      const { role } = await putWorld(store);
      expect(await store.checkSubject('later')).toBeUndefined();
      const owner = memberRow(role);
      const key = keyRow(owner, { hash: 'later' });
      await change(store, (tx) => {
        tx.put('members', owner);
        tx.put('keys', key);
      });
      expect(await store.checkSubject('later')).toMatchObject({ key, owner });
    });
  });
}
