import { expect, test, vi } from 'vitest';
import type { PostgresStore } from '../../server/store/postgres/index.ts';
import { change, putWorld } from '../support/store-world.ts';
import { emptyDatabase, query } from './database.ts';
import { open, openThroughProxy } from './stores.ts';

/** For a busy machine, in milliseconds. */
const PATIENCE = 20_000;

async function watched(store: PostgresStore) {
  const told: (string | null)[] = [];
  const watching = store.watch((orgId) => told.push(orgId));
  await vi.waitFor(() => expect(watching.live).toBe(true), PATIENCE);
  told.length = 0;
  return { told, watching };
}

test.each(['cached', 'strict'] as const)(
  '%s: what another server or a hand changed is told, with its org',
  async (checks) => {
    const url = await emptyDatabase();
    const [here, there] = [await open(url, checks), await open(url)];
    const { key, org } = await putWorld(there);
    const { told } = await watched(here);
    await change(there, (tx) => tx.put('keys', { ...key, revokedAt: 5 }));
    await vi.waitFor(() => expect(told).toEqual([org.id]), PATIENCE);
    await query(url, 'update orgs set api_access = false where id = $1', [org.id]);
    await vi.waitFor(() => expect(told).toEqual([org.id, org.id]), PATIENCE);
  },
);

test('while the notification connection is dead, own changes are told; once back, that some were missed', async () => {
  const { store, proxy } = await openThroughProxy(await emptyDatabase());
  const { key, org } = await putWorld(store);
  const { told, watching } = await watched(store);
  proxy.freeze('keyturn changes');
  await vi.waitFor(() => expect(watching.live).toBe(false), PATIENCE);
  await change(store, (tx) => tx.put('keys', { ...key, revokedAt: 5 }));
  expect(told).toEqual([org.id]);
  proxy.thaw();
  await vi.waitFor(() => expect(watching.live).toBe(true), PATIENCE);
  expect(told).toEqual([org.id, null]);
});
