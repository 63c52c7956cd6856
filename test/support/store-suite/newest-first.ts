import { describe, expect, test } from 'vitest';
import type { Reader } from '../../../server/store/store.ts';
import { keyRow, memberRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { allOf, change, putWorld } from '../store-world.ts';

/** Two members' keys: two of one time, and two orders of making. */
async function putKeys(open: OpenStore) {
  const { store } = await open();
  const { org, role, owner, key } = await putWorld(store);
  const other = memberRow(role);
  const made = [
    keyRow(owner, { id: 'key_b', createdAt: 20 }),
    keyRow(other, { id: 'key_d', createdAt: 10 }),
    keyRow(owner, { id: 'key_a', createdAt: 20 }),
    keyRow(other, { id: 'key_e', createdAt: 30 }),
    keyRow(owner, { id: 'key_C', createdAt: 20 }),
  ];
  await change(store, (tx) => {
    tx.remove('keys', key.id);
    tx.put('members', other);
    for (const one of made) tx.put('keys', one);
  });
  return { store, org, owner, other };
}

type Of = Parameters<Reader['keys']['newestFirst']>[0];
const ids = async (reader: Reader, of: Of) =>
  (await allOf(reader.keys.newestFirst(of))).map(({ id }) => id);

export function newestFirstTests(open: OpenStore): void {
  describe('keys, newest first', () => {
    test('by time, then by the code units of the id', async () => {
      const { store, org, owner, other } = await putKeys(open);
      const orgId = org.id;
      expect(await ids(store, { orgId })).toEqual(['key_e', 'key_b', 'key_a', 'key_C', 'key_d']);
      expect(await ids(store, { orgId, ownerId: owner.id })).toEqual(['key_b', 'key_a', 'key_C']);
      expect(await ids(store, { orgId, ownerId: other.id })).toEqual(['key_e', 'key_d']);
    });

    test("another org's member has none", async () => {
      const { store, owner } = await putKeys(open);
      const { org } = await putWorld(store);
      expect(await ids(store, { orgId: org.id, ownerId: owner.id })).toEqual([]);
    });

    test.each([
      [{ createdAt: 20, id: 'key_b' }, ['key_a', 'key_C', 'key_d']],
      [{ createdAt: 20, id: 'key_aa' }, ['key_a', 'key_C', 'key_d']],
      [{ createdAt: 20, id: '' }, ['key_d']],
      [{ createdAt: 99, id: '' }, ['key_e', 'key_b', 'key_a', 'key_C', 'key_d']],
      [{ createdAt: 10, id: 'key_d' }, []],
    ])('from just below %j', async (before, expected) => {
      const { store, org } = await putKeys(open);
      expect(await ids(store, { orgId: org.id, before })).toEqual(expected);
    });

    test("a transaction's own changes are in it", async () => {
      const { store, org, owner, other } = await putKeys(open);
      await store.transact(async (tx) => {
        tx.put('keys', keyRow(owner, { id: 'key_f', createdAt: 15 }));
        tx.put('keys', keyRow(other, { id: 'key_a', createdAt: 40 }));
        tx.remove('keys', 'key_b');
        expect(await ids(tx, { orgId: org.id })).toEqual([
          'key_a',
          'key_e',
          'key_C',
          'key_f',
          'key_d',
        ]);
        expect(await ids(tx, { orgId: org.id, ownerId: owner.id })).toEqual(['key_C', 'key_f']);
      });
      expect(await ids(store, { orgId: org.id, ownerId: other.id })).toEqual([
        'key_a',
        'key_e',
        'key_d',
      ]);
    });

    test('rows changed and removed on the way are each met once', async () => {
      const { store, org } = await putKeys(open);
      const met: string[] = [];
      await store.transact(async (tx) => {
        met.length = 0;
        for await (const key of tx.keys.newestFirst({ orgId: org.id })) {
          met.push(key.id);
          if (met.length % 2 === 0) tx.remove('keys', key.id);
          else tx.put('keys', { ...key, revokedAt: 50, revokeReason: 'cleared' });
        }
      });
      expect(met).toEqual(['key_e', 'key_b', 'key_a', 'key_C', 'key_d']);
      const left = await allOf(store.keys.newestFirst({ orgId: org.id }));
      expect(left.map(({ id, revokedAt }) => [id, revokedAt])).toEqual([
        ['key_e', 50],
        ['key_a', 50],
        ['key_d', 50],
      ]);
    });

    test('a list goes on while others change what it lists', async () => {
      const { store, org, owner } = await putKeys(open);
      const met: string[] = [];
      for await (const key of store.keys.newestFirst({ orgId: org.id })) {
        met.push(key.id);
        await change(store, (tx) => {
          tx.remove('keys', key.id);
          tx.put('keys', keyRow(owner, { createdAt: 100 + met.length }));
        });
      }
      expect(met).toEqual(['key_e', 'key_b', 'key_a', 'key_C', 'key_d']);
    });
  });
}
