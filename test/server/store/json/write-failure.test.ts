import { rm } from 'node:fs/promises';
import { expect, test } from 'vitest';
import {
  type RecordedEntry,
  type Store,
  StoreConflict,
  StoreUnavailable,
} from '../../../../server/store/store.ts';
import { FailingDisk } from '../../../support/failing-disk.ts';
import { crashImage, filesIn, openStore } from '../../../support/json-store.ts';
import { auditRow, keyRow, userRow } from '../../../support/rows.ts';
import { allOf, change, putWorld } from '../../../support/store-world.ts';

async function storeOnDisk() {
  const disk = new FailingDisk();
  const { store, dir } = await openStore({ open: disk.open });
  return { disk, store, dir, world: await putWorld(store) };
}

const putUser = (store: Store, id: string) =>
  change(store, (tx) => tx.put('users', userRow({ id, email: `${id}@example.com` })));

test.each([
  [['write']],
  [['datasync']],
  [['write', 'truncate']],
  [['datasync', 'truncate']],
] as const)(
  'when %j fails, what was not acknowledged is gone and the rest goes on',
  async (ops) => {
    const { disk, store, dir, world } = await storeOnDisk();
    const { key, owner, org } = world;
    disk.fail([...ops]);
    const work = change(store, (tx) => {
      tx.put('keys', { ...key, name: 'Lost', hash: 'lost' });
      tx.put('keys', keyRow(owner, { id: 'key_lost' }));
      tx.put('orgs', { ...org, apiAccess: false });
    });
    await expect(work).rejects.toThrow(StoreUnavailable);
    expect(await store.checkSubject(key.hash)).toEqual(world);
    expect(await store.checkSubject('lost')).toBeUndefined();
    expect(await store.keys.byId('key_lost')).toBeUndefined();
    await expect(store.ready()).rejects.toThrow(/ENOSPC/);
    expect(await store.transact((tx) => tx.keys.byId(key.id))).toEqual(key);

    disk.heal();
    await store.ready();
    await putUser(store, 'usr_after');
    for (const one of [store, (await openStore({ dir: await crashImage(dir) })).store]) {
      expect(await one.users.byId('usr_after')).toBeDefined();
      expect(await one.checkSubject(key.hash)).toEqual(world);
    }
  },
);

test('whoever watches hears of what was taken back: checks may have seen it meanwhile', async () => {
  const { disk, store, world } = await storeOnDisk();
  const told: (string | null)[] = [];
  store.watch((orgId) => told.push(orgId));
  disk.fail(['write']);
  const work = change(store, (tx) => tx.put('keys', { ...world.key, scopes: ['*'] }));
  await expect(work).rejects.toThrow(StoreUnavailable);
  expect(told).toEqual([world.org.id]);
  expect(await store.checkSubject(world.key.hash)).toEqual(world);
});

test('an entry of the audit log that was taken back is not told as recorded', async () => {
  const disk = new FailingDisk();
  const told: RecordedEntry[] = [];
  const onRecorded = (entries: readonly RecordedEntry[]) => void told.push(...entries);
  const { store } = await openStore({ open: disk.open, onRecorded });
  const { org } = await putWorld(store);
  disk.fail(['write']);
  const record = (targetName: string) =>
    change(store, (tx) => tx.record(auditRow(org, { targetName })));
  await expect(record('lost')).rejects.toThrow(StoreUnavailable);
  disk.heal();
  await record('kept');
  expect(told).toMatchObject([{ seq: 1, target: { name: 'kept' } }]);
});

test('a write works again as soon as there is room, without asking whether it is ready', async () => {
  const { disk, store } = await storeOnDisk();
  disk.fail(['write']);
  await expect(putUser(store, 'usr_1')).rejects.toThrow(StoreUnavailable);
  disk.heal();
  await putUser(store, 'usr_1');
  await store.ready();
});

test('after a failure the journal is as long as before', async () => {
  const { disk, store, dir } = await storeOnDisk();
  const before = await filesIn(dir);
  disk.fail(['write']);
  await expect(putUser(store, 'usr_1')).rejects.toThrow(StoreUnavailable);
  expect(await filesIn(dir)).toEqual(before);
});

test('what builds on a lost write is lost with it, and work on the way runs again', async () => {
  const { disk, store } = await storeOnDisk();
  const counter = userRow({ name: '0' });
  await change(store, (tx) => tx.put('users', counter));
  const seen: string[] = [];
  const step = (wait?: Promise<void>) =>
    store.transact(async (tx) => {
      const name = String(Number((await tx.users.byId(counter.id))?.name) + 1);
      seen.push(name);
      await wait;
      tx.put('users', { ...counter, name });
    });

  const held = disk.hold('datasync');
  const first = step();
  await held.begun;
  const second = step();
  let goOn = () => {};
  const third = step(
    new Promise((resolve) => {
      goOn = resolve;
    }),
  );
  const results = Promise.allSettled([first, second]);
  await expect.poll(() => seen).toEqual(['1', '2', '3']);
  disk.fail(['datasync']);
  held.release();
  expect((await results).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await store.users.byId(counter.id)).toEqual(counter);

  disk.heal();
  goOn();
  await third;
  expect(seen).toEqual(['1', '2', '3', '1']);
  expect(await store.users.byId(counter.id)).toMatchObject({ name: '1' });
});

test('transactions of one group are taken back one after the other, the last first', async () => {
  const { disk, store, world } = await storeOnDisk();
  const { key } = world;
  disk.fail(['write']);
  const works = [1, 2, 3].map((round) =>
    change(store, (tx) => tx.put('keys', { ...key, name: `Round ${round}`, createdAt: round })),
  );
  for (const { status } of await Promise.allSettled(works)) expect(status).toBe('rejected');
  expect(await store.keys.byId(key.id)).toEqual(key);
  expect(await allOf(store.keys.newestFirst({ orgId: key.orgId }))).toEqual([key]);
});

test('what a failed write left in the journal does no harm in a stop and a start after it', async () => {
  const { disk, store, dir, world } = await storeOnDisk();
  disk.fail(['write', 'truncate']);
  await expect(putUser(store, 'usr_1')).rejects.toThrow(StoreUnavailable);
  disk.heal();
  disk.fail(['write'], /keyturn\.json\.tmp/);
  await store.close();
  const { store: again } = await openStore({ dir });
  await putUser(again, 'usr_2');
  const { store: image } = await openStore({ dir: await crashImage(dir) });
  expect(await image.users.byId('usr_2')).toBeDefined();
  expect(await image.checkSubject(world.key.hash)).toEqual(world);
});

test('a row that could not be read back is refused', async () => {
  const { store, world } = await storeOnDisk();
  const work = change(store, (tx) => tx.put('keys', { ...world.key, createdAt: Number.NaN }));
  await expect(work).rejects.toThrow(StoreConflict);
  expect(await store.keys.byId(world.key.id)).toEqual(world.key);
});

test('a read of what is being written is answered when that is durable', async () => {
  const { disk, store } = await storeOnDisk();
  const held = disk.hold('datasync');
  const events: string[] = [];
  const written = putUser(store, 'usr_1').then(() => events.push('written'));
  await held.begun;
  const read = store
    .transact((tx) => tx.users.byId('usr_1'))
    .then((user) => events.push(`read ${user?.id}`));
  const later = store.users.byId('usr_1').then(() => events.push('released'));
  await later;
  held.release();
  await Promise.all([written, read]);
  expect(events).toEqual(['released', 'written', 'read usr_1']);
});

test('a read of what is then lost is told what stands', async () => {
  const { disk, store } = await storeOnDisk();
  const held = disk.hold('datasync');
  const written = putUser(store, 'usr_1');
  await held.begun;
  const read = store.transact((tx) => tx.users.byId('usr_1'));
  disk.fail(['datasync']);
  held.release();
  await expect(written).rejects.toThrow(StoreUnavailable);
  expect(await read).toBeUndefined();
});

test('many small transactions at once cost one write and one fdatasync', async () => {
  const { disk, store } = await storeOnDisk();
  const before = { ...disk.count };
  await Promise.all(Array.from({ length: 200 }, (_, at) => putUser(store, `usr_${at}`)));
  expect(disk.count.write - before.write).toBe(1);
  expect(disk.count.datasync - before.datasync).toBe(1);
});

test('a folder that is gone takes no writes', async () => {
  const { store, dir } = await storeOnDisk();
  await rm(dir, { recursive: true });
  await expect(putUser(store, 'usr_1')).rejects.toThrow(StoreUnavailable);
  await expect(store.ready()).rejects.toThrow(StoreUnavailable);
  expect(await store.users.byId('usr_1')).toBeUndefined();
});

test('a closed store takes no transactions', async () => {
  const { store } = await storeOnDisk();
  await store.close();
  await store.close();
  await expect(putUser(store, 'usr_1')).rejects.toThrow(StoreUnavailable);
  await expect(store.ready()).rejects.toThrow(StoreUnavailable);
});

test('closing waits for what is being written', async () => {
  const { disk, store, dir } = await storeOnDisk();
  const held = disk.hold('datasync');
  const written = putUser(store, 'usr_1');
  await held.begun;
  const closed = store.close();
  held.release();
  await written;
  await closed;
  const again = await openStore({ dir });
  expect(await again.store.users.byId('usr_1')).toBeDefined();
});
