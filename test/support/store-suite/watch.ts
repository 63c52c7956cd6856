import { describe, expect, test, vi } from 'vitest';
import type { Store } from '../../../server/store/store.ts';
import { keyRow, memberRow, roleRow, userRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { change, putWorld } from '../store-world.ts';

/** For a busy machine, in milliseconds. */
const PATIENCE = 20_000;

/** Whose keys were told of; `next` waits for what `work` brings, and for nothing else to come. */
function watched(store: Store) {
  const told: (string | null)[] = [];
  const watching = store.watch((orgId) => told.push(orgId));
  return {
    told,
    watching,
    live: () => vi.waitFor(() => expect(watching.live).toBe(true), PATIENCE),
  };
}

export function watchTests(open: OpenStore): void {
  describe('whoever watches', () => {
    test('hears of each change that checks depend on, once they see it', async () => {
      const { store } = await open();
      const { org, role, owner, key } = await putWorld(store);
      const other = await putWorld(store);
      const seen: unknown[] = [];
      const watching = store.watch(async (orgId) => {
        seen.push([orgId, await store.checkSubject(key.hash)]);
      });
      await vi.waitFor(() => expect(watching.live).toBe(true), PATIENCE);
      const subject = { org, role, owner, key };
      const steps: [() => Promise<void>, string, object | undefined][] = [
        [
          () => change(store, (tx) => tx.put('keys', { ...key, revokedAt: 5 })),
          org.id,
          { ...subject, key: { ...key, revokedAt: 5 } },
        ],
        [
          () => change(store, (tx) => tx.put('members', { ...owner, active: false })),
          org.id,
          { owner: { active: false } },
        ],
        [
          () => change(store, (tx) => tx.put('roles', { ...role, permissions: [] })),
          org.id,
          { role: { permissions: [] } },
        ],
        [
          () => change(store, (tx) => tx.put('orgs', { ...org, apiAccess: false })),
          org.id,
          { org: { apiAccess: false } },
        ],
        [
          () => change(store, (tx) => tx.put('orgs', { ...other.org, apiAccess: false })),
          other.org.id,
          { org: { apiAccess: false } },
        ],
        [() => change(store, (tx) => tx.remove('keys', key.id)), org.id, undefined],
      ];
      for (const [work, orgId, found] of steps) {
        seen.length = 0;
        await work();
        await vi.waitFor(() => expect(seen).toHaveLength(1), PATIENCE);
        expect(seen).toMatchObject([[orgId, found]]);
      }
    });

    test('hears nothing of new rows, of uses, and of what no check depends on', async () => {
      const { store } = await open();
      const { org, role, key } = await putWorld(store);
      const { told, live } = watched(store);
      await live();
      told.length = 0;
      await change(store, (tx) => {
        const member = memberRow(role);
        tx.put('members', member);
        tx.put('keys', keyRow(member));
        tx.put('roles', roleRow(org));
        tx.put('users', userRow());
      });
      await change(store, (tx) => tx.put('keys', { ...key, lastUsedAt: 5 }));
      await change(store, (tx) => tx.put('orgs', { ...org, name: 'Last' }));
      await vi.waitFor(() => expect(told).toHaveLength(1), PATIENCE);
    });

    test('hears nothing of what was refused, nor once it no longer watches', async () => {
      const { store } = await open();
      const { org, key } = await putWorld(store);
      const first = watched(store);
      const second = watched(store);
      await Promise.all([first.live(), second.live()]);
      first.told.length = 0;
      second.told.length = 0;
      const failing = store.transact(async (tx) => {
        tx.put('keys', { ...key, revokedAt: 5 });
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      first.watching.end();
      await change(store, (tx) => tx.put('orgs', { ...org, name: 'Last' }));
      await vi.waitFor(() => expect(second.told).toEqual([org.id]), PATIENCE);
      expect(first.told).toEqual([]);
    });
  });
}
