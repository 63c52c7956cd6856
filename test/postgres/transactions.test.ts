import { expect, test } from 'vitest';
import type { KeyRow, MemberRow, UserRow } from '../../server/store/rows.ts';
import {
  FateUnknown,
  type RecordedEntry,
  StoreUnavailable,
  type Transaction,
} from '../../server/store/store.ts';
import { auditRow, keyRow, webhookRow } from '../support/rows.ts';
import { allOf, change, putWorld } from '../support/store-world.ts';
import { emptyDatabase } from './database.ts';
import { open, openThroughProxy } from './stores.ts';

const COUNTER: UserRow = {
  id: 'usr_counter',
  name: '0',
  email: 'counter@example.com',
  passwordHash: '-',
  secondFactor: null,
  resetCode: null,
  createdAt: 0,
};

test('two servers count on one row, and no step is lost', async () => {
  const url = await emptyDatabase();
  const stores = [await open(url), await open(url)];
  await change(stores[0] as (typeof stores)[0], (tx) => tx.put('users', COUNTER));
  const steps = stores.flatMap((store) =>
    Array.from({ length: 20 }, () =>
      store.transact(async (tx) => {
        const row = await tx.users.byId(COUNTER.id);
        if (row) tx.put('users', { ...row, name: String(Number(row.name) + 1) });
      }),
    ),
  );
  await Promise.all(steps);
  expect(await stores[0]?.users.byId(COUNTER.id)).toMatchObject({ name: '40' });
});

test('two servers each take the last but one active member out: one of them stays', async () => {
  const url = await emptyDatabase();
  const stores = [await open(url), await open(url)] as const;
  const { owner } = await putWorld(stores[0]);
  const other = { ...owner, id: 'mem_other' };
  await change(stores[0], (tx) => tx.put('members', other));
  const leave = (store: (typeof stores)[0], member: typeof owner) =>
    store.transact(async (tx) => {
      const active = (await tx.members.ofOrg(owner.orgId)).filter((one) => one.active);
      if (active.length > 1) tx.put('members', { ...member, active: false });
    });
  await Promise.all([leave(stores[0], owner), leave(stores[1], other)]);
  const left = (await stores[0].members.ofOrg(owner.orgId)).filter((one) => one.active);
  expect(left).toHaveLength(1);
});

test('the connection is lost after a commit was made: it counts, and work ran once', async () => {
  const { store, proxy } = await openThroughProxy(await emptyDatabase());
  let runs = 0;
  let seen = false;
  proxy.onRequest((text) => {
    if (seen || !text.includes('commit')) return undefined;
    seen = true;
    return 'cut-after';
  });
  await store.transact(async (tx) => {
    runs++;
    tx.put('users', COUNTER);
  });
  expect(seen).toBe(true);
  expect(runs).toBe(1);
  expect(await store.users.byId(COUNTER.id)).toEqual(COUNTER);
});

test('a commit that never reached PostgreSQL: unavailable, and it stays unmade', async () => {
  const told: RecordedEntry[] = [];
  const { store, proxy } = await openThroughProxy(
    await emptyDatabase(),
    (entries) => void told.push(...entries),
  );
  const { org } = await putWorld(store);
  let seen = false;
  proxy.onRequest((text) => {
    if (seen || !text.includes('commit')) return undefined;
    seen = true;
    return 'lose';
  });
  const work = change(store, (tx) => {
    tx.put('users', COUNTER);
    tx.record(auditRow(org));
  });
  await expect(work).rejects.toThrow(StoreUnavailable);
  expect(told).toEqual([]);
  expect(await store.users.byId(COUNTER.id)).toBeUndefined();
  // Nothing is left behind that would hold this up.
  await change(store, (tx) => tx.put('users', COUNTER));
  expect(await store.users.byId(COUNTER.id)).toEqual(COUNTER);
});

test('after a commit without an answer PostgreSQL stays away: it is said that nobody knows', async () => {
  const { store, proxy } = await openThroughProxy(await emptyDatabase());
  await putWorld(store);
  proxy.onRequest((text) => {
    if (!text.includes('commit')) return undefined;
    proxy.freeze();
    return 'lose';
  });
  const work = store.transact(async (tx) => {
    expect(await tx.users.byId(COUNTER.id)).toBeUndefined();
    tx.put('users', COUNTER);
  });
  await expect(work).rejects.toThrow(FateUnknown);
});

test.each<[string, (tx: Transaction, of: { owner: MemberRow; key: KeyRow }) => Promise<unknown>]>([
  ['a member', (tx, { owner }) => tx.members.around(owner.id)],
  ['a key', (tx, { key }) => tx.keys.subject(key.id)],
])(
  'whoever asks what is around %s finds the webhooks there are, and those just put',
  async (_, ask) => {
    const store = await open(await emptyDatabase());
    const world = await putWorld(store);
    const ofOrg = (tx: Transaction) => tx.webhooks.ofOrg(world.org.id);
    const webhook = webhookRow(world.key);
    await store.transact(async (tx) => {
      await ask(tx, world);
      expect(await ofOrg(tx)).toEqual([]);
    });
    await store.transact(async (tx) => {
      tx.put('webhooks', webhook);
      await ask(tx, world);
      expect(await ofOrg(tx)).toEqual([webhook]);
    });
    await store.transact(async (tx) => {
      await ask(tx, world);
      expect(await ofOrg(tx)).toEqual([webhook]);
    });
  },
);

test('more rows than one statement or page takes', async () => {
  const store = await open(await emptyDatabase());
  const { owner, key } = await putWorld(store);
  const keys = Array.from({ length: 1_200 }, (_, at) =>
    keyRow(owner, { createdAt: key.createdAt + Math.floor(at / 7) + 1 }),
  );
  await change(store, (tx) => {
    for (const one of keys) tx.put('keys', one);
  });
  const listed = await allOf(store.keys.newestFirst({ orgId: owner.orgId }));
  const order = [key, ...keys].sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  expect(listed).toEqual(order);
});

test('text that PostgreSQL cannot hold is asked for in vain, and put without harm', async () => {
  const store = await open(await emptyDatabase());
  const { org, key } = await putWorld(store);
  expect(await store.keys.byId('key_\0')).toBeUndefined();
  expect(await store.checkSubject('\0')).toBeUndefined();
  expect(await store.sessions.inOrg('\0', 'org_\0')).toBeUndefined();
  const description = 'lone \ud800, none \0';
  await change(store, (tx) => {
    tx.put('keys', { ...key, revokeNote: 'all\0gone' });
    tx.put('orgs', {
      ...org,
      catalogue: [{ scope: 'tasks:read', label: 'View', group: 'Tasks', description }],
    });
  });
  expect(await store.keys.byId(key.id)).toMatchObject({ revokeNote: 'all\ufffdgone' });
  expect(await store.orgs.byId(org.id)).toMatchObject({ catalogue: [{ description }] });
});
