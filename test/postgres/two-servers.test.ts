import { describe, expect, test, vi } from 'vitest';
import type { Tables } from '../../server/store/rows.ts';
import type { Store } from '../../server/store/store.ts';
import { keyRow } from '../support/rows.ts';
import { change, putWorld } from '../support/store-world.ts';
import { emptyDatabase } from './database.ts';
import { open } from './stores.ts';

/** For a busy machine, in milliseconds. */
const PATIENCE = 20_000;

/** How the check sees it on that server, once it is so there. */
async function seen(store: Store, hash: string, expected: unknown): Promise<void> {
  await vi.waitFor(async () => {
    expect(await store.checkSubject(hash)).toMatchObject(expected as object);
  }, PATIENCE);
}

async function twoServers() {
  const url = await emptyDatabase();
  const [here, there] = [await open(url), await open(url)];
  const world = await putWorld(here);
  await here.checkSubject(world.key.hash);
  await there.checkSubject(world.key.hash);
  return { here, there, world };
}

describe('a change on one server', () => {
  test.each<
    [
      string,
      (world: Awaited<ReturnType<typeof putWorld>>) => [keyof Tables, Tables[keyof Tables]],
      object,
    ]
  >([
    [
      'a revoked key',
      ({ key }) => ['keys', { ...key, revokedAt: 5, revokeReason: 'revoked' }],
      { key: { revokedAt: 5 } },
    ],
    [
      'a deactivated member',
      ({ owner }) => ['members', { ...owner, active: false }],
      { owner: { active: false } },
    ],
    [
      'a role without access',
      ({ role }) => ['roles', { ...role, apiAccess: false }],
      { role: { apiAccess: false } },
    ],
    [
      'an org without access',
      ({ org }) => ['orgs', { ...org, apiAccess: false }],
      { org: { apiAccess: false } },
    ],
  ])('%s is seen by the other', async (_what, changed, expected) => {
    const { here, there, world } = await twoServers();
    await change(here, (tx) => tx.put(...changed(world)));
    expect(await here.checkSubject(world.key.hash)).toMatchObject(expected);
    await seen(there, world.key.hash, expected);
  });

  test('a deleted key is gone on the other', async () => {
    const { here, there, world } = await twoServers();
    await change(here, (tx) => tx.remove('keys', world.key.id));
    expect(await here.checkSubject(world.key.hash)).toBeUndefined();
    await vi.waitFor(
      async () => expect(await there.checkSubject(world.key.hash)).toBeUndefined(),
      PATIENCE,
    );
  });

  test('a key that was asked for before it was made works on both', async () => {
    const { here, there, world } = await twoServers();
    const key = keyRow(world.owner);
    expect(await here.checkSubject(key.hash)).toBeUndefined();
    expect(await there.checkSubject(key.hash)).toBeUndefined();
    await change(here, (tx) => tx.put('keys', key));
    expect(await here.checkSubject(key.hash)).toMatchObject({ key });
    await vi.waitFor(
      async () => expect(await there.checkSubject(key.hash)).toMatchObject({ key }),
      PATIENCE,
    );
  });
});

test('a key that was checked is answered from memory, without a promise', async () => {
  const { there, world } = await twoServers();
  expect(there.checkSubject(world.key.hash)).toEqual(world);
});

test('writing when a key was last used leaves it in memory', async () => {
  const { here, there, world } = await twoServers();
  await change(here, (tx) => tx.put('keys', { ...world.key, lastUsedAt: 9 }));
  const other = keyRow(world.owner);
  await change(here, (tx) => tx.put('keys', other));
  await there.checkSubject(other.hash);
  await change(here, (tx) => tx.put('keys', { ...other, name: 'Renamed' }));
  // Notifications come in the order of the commits, so the first would have come by now.
  await seen(there, other.hash, { key: { name: 'Renamed' } });
  expect(there.checkSubject(world.key.hash)).toEqual(world);
});
