/** Transactions that wait for their turn, and then go together in one. */
import { expect, test } from 'vitest';
import { TRANSACTION_LANES } from '../../server/store/postgres/limits.ts';
import { type Store, StoreConflict, type Transaction } from '../../server/store/store.ts';
import { auditRow, keyRow, userRow } from '../support/rows.ts';
import { allOf, putWorld } from '../support/store-world.ts';
import { emptyDatabase } from './database.ts';
import { open, openThroughProxy } from './stores.ts';

type Work<T> = (tx: Transaction) => Promise<T>;

/** The outcomes of `works`, which waited while every transaction was taken. */
async function together<T>(store: Store, works: Work<T>[]): Promise<PromiseSettledResult<T>[]> {
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const before = Array.from({ length: TRANSACTION_LANES.atOnce }, () => store.transact(() => gate));
  const outcomes = Promise.allSettled(works.map((work) => store.transact(work)));
  release();
  await Promise.all(before);
  return outcomes;
}

const putting =
  (id: string): Work<void> =>
  async (tx) =>
    tx.put('users', userRow({ id }));

test('what waits shares a transaction', async () => {
  const { store, proxy } = await openThroughProxy(await emptyDatabase());
  let begun = 0;
  proxy.onRequest((text) => {
    begun += text.split('start transaction isolation level serializable').length - 1;
    return undefined;
  });
  const ids = Array.from({ length: 20 }, (_, at) => `usr_${at}`);
  const outcomes = await together(store, ids.map(putting));
  expect(outcomes.every(({ status }) => status === 'fulfilled')).toBe(true);
  expect(begun).toBe(1);
  for (const id of ids) expect(await store.users.byId(id)).toBeDefined();
});

test('each sees what those before it have changed, though they had asked the same', async () => {
  const store = await open(await emptyDatabase());
  const { owner, org } = await putWorld(store);
  const rename: Work<string | undefined> = async (tx) => {
    const around = await tx.members.around(owner.id);
    const before = around?.org.name;
    tx.put('orgs', { ...org, name: `${before}+` });
    return before;
  };
  const outcomes = await together(store, [rename, rename, rename]);
  expect(outcomes).toMatchObject([
    { value: org.name },
    { value: `${org.name}+` },
    { value: `${org.name}++` },
  ]);
  expect(await store.orgs.byId(org.id)).toMatchObject({ name: `${org.name}+++` });
});

test.each<[string, (tx: Transaction) => Promise<unknown>]>([
  ['before anything was sent', async () => undefined],
  ['after its changes were sent', (tx) => tx.users.byEmail('nobody@example.com')],
])('one that throws %s leaves nothing behind; the others stand', async (_, step) => {
  const store = await open(await emptyDatabase());
  const { org } = await putWorld(store);
  const failure = new Error('changed my mind');
  const failing: Work<void> = async (tx) => {
    tx.put('users', userRow({ id: 'usr_never' }));
    tx.record(auditRow(org));
    await step(tx);
    throw failure;
  };
  const [first, second, third] = await together(store, [
    putting('usr_1'),
    failing,
    putting('usr_2'),
  ]);
  expect(second).toEqual({ status: 'rejected', reason: failure });
  expect([first?.status, third?.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(await store.users.byId('usr_never')).toBeUndefined();
  expect(await allOf(store.audit.newestFirst({ orgId: org.id }))).toEqual([]);
  for (const id of ['usr_1', 'usr_2']) expect(await store.users.byId(id)).toBeDefined();
});

test('one that contradicts what is there is refused; the others stand', async () => {
  const store = await open(await emptyDatabase());
  const { owner, key } = await putWorld(store);
  const twice: Work<void> = async (tx) =>
    tx.put('keys', keyRow(owner, { id: 'key_twice', hash: key.hash }));
  const [first, second] = await together(store, [putting('usr_1'), twice]);
  expect(first?.status).toBe('fulfilled');
  expect(second).toMatchObject({ status: 'rejected', reason: expect.any(StoreConflict) });
  expect(await store.keys.byId('key_twice')).toBeUndefined();
  expect(await store.users.byId('usr_1')).toBeDefined();
});

test('one that puts what is no row is refused; the others stand', async () => {
  const store = await open(await emptyDatabase());
  const shapeless: Work<void> = async (tx) =>
    tx.put('users', { ...userRow({ id: 'usr_never' }), createdAt: Number.NaN });
  const outcomes = await together(store, [shapeless, putting('usr_1')]);
  expect(outcomes).toMatchObject([
    { status: 'rejected', reason: expect.any(StoreConflict) },
    { status: 'fulfilled' },
  ]);
  expect(await store.users.byId('usr_never')).toBeUndefined();
  expect(await store.users.byId('usr_1')).toBeDefined();
});
