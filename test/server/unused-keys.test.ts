/** What happens while the sweep looks, between finding unused keys and revoking them. */
import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { revokeUnused } from '../../server/domain/keys/unused.ts';
import { createUsage } from '../../server/domain/usage.ts';
import type { Store } from '../../server/store/store.ts';
import { DAY } from '../support/clock.ts';
import { openStore } from '../support/json-store.ts';
import { keyRow, orgRow } from '../support/rows.ts';
import { change, putWorld } from '../support/store-world.ts';

const NOW = 1_800_000_000_000;
const policy = { ...orgRow().policy, revokeUnusedAfterDays: 30 };

/** An org with one unused key; `meanwhile` comes right before the transaction. */
async function sweptWith(
  meanwhile: (world: Awaited<ReturnType<typeof unusedKey>>) => unknown,
  isStopping = false,
) {
  const world = await unusedKey();
  const { store, usage, key } = world;
  const late: Pick<Store, 'orgs' | 'keys' | 'transact'> = {
    orgs: store.orgs,
    keys: store.keys,
    async transact(work) {
      await meanwhile(world);
      return store.transact(work);
    },
  };
  const context = { store: late, usage, now: () => NOW, randomBytes };
  await revokeUnused(context, NOW, () => isStopping);
  return store.keys.byId(key.id);
}

async function unusedKey() {
  const { store } = await openStore();
  const { org, owner } = await putWorld(store);
  const key = keyRow(owner, { createdAt: NOW - 31 * DAY });
  await change(store, (tx) => {
    tx.put('orgs', { ...org, policy });
    tx.put('keys', key);
  });
  return { store, org, key, usage: createUsage() };
}

test('nothing: it is revoked', async () => {
  expect(await sweptWith(() => {})).toMatchObject({ revokeReason: 'unused', revokedAt: NOW });
});

test('a use keeps it', async () => {
  const key = await sweptWith(({ usage, key: { id } }) =>
    usage.record(id, NOW, 'valid', [], { method: null, path: null, ip: null }),
  );
  expect(key?.revokedAt).toBeNull();
});

test('its owner revokes it: that stands', async () => {
  const key = await sweptWith(({ store, key }) =>
    change(store, (tx) => tx.put('keys', { ...key, revokedAt: NOW - 1, revokeReason: 'revoked' })),
  );
  expect(key).toMatchObject({ revokedAt: NOW - 1, revokeReason: 'revoked' });
});

test('its deletion stands', async () => {
  const key = await sweptWith(({ store, key }) => change(store, (tx) => tx.remove('keys', key.id)));
  expect(key).toBeUndefined();
});

test.each([
  ['longer', 32],
  ['off', null],
])('the policy made %s keeps it', async (_, revokeUnusedAfterDays) => {
  const key = await sweptWith(({ store, org }) =>
    change(store, (tx) => tx.put('orgs', { ...org, policy: { ...policy, revokeUnusedAfterDays } })),
  );
  expect(key?.revokedAt).toBeNull();
});

test('a stop of the server leaves it for the next time', async () => {
  const key = await sweptWith(() => {
    throw new Error('Nothing may be written now.');
  }, true);
  expect(key?.revokedAt).toBeNull();
});
