import { describe, expect, test } from 'vitest';
import type { Keep, RequestRow } from '../../../server/store/requests.ts';
import type { Store } from '../../../server/store/store.ts';
import { keyRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { change, putWorld } from '../store-world.ts';

const ALL: Keep = { perKey: 1000, since: 0, sinceDay: '0000-01-01' };
const AT = 1_790_000_000_000;

let count = 0;

function request(keyId: string, changes: Partial<RequestRow> = {}): RequestRow {
  return {
    id: `r${String(++count).padStart(6, '0')}`,
    keyId,
    at: AT,
    outcome: 'valid',
    scopes: ['tasks:read', 'tasks:create'],
    method: 'GET',
    path: '/v1/täsks "quoted" \u2028 \\ /',
    ip: '2001:db8::7',
    ...changes,
  };
}

const bare = { scopes: [], method: null, path: null, ip: null } as const;

const paths = async (store: Store, keyId: string, limit = 1000) =>
  (await store.requests.ofKey(keyId, limit)).map(({ path }) => path);

/** That many requests of the key, a millisecond apart, their paths counted from `from`. */
const several = (keyId: string, from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) =>
    request(keyId, { at: AT + from + i, path: String(from + i) }),
  );

export function requestTests(open: OpenStore): void {
  describe('the record of requests', () => {
    test('is kept as it was given, newest first, each key by itself', async () => {
      const { store, reopen } = await open();
      const { key, owner } = await putWorld(store);
      const other = keyRow(owner);
      await change(store, (tx) => tx.put('keys', other));
      const first = request(key.id);
      const second = request(key.id, { at: AT + 5, outcome: 'insufficient_scope', ...bare });
      const sameTime = request(key.id, { at: AT + 5, outcome: 'revoked' });
      const others = request(other.id);
      await store.requests.append([first, second], [], ALL);
      await store.requests.append([sameTime, others], [], ALL);
      const expectAll = async (one: Store) => {
        expect(await one.requests.ofKey(key.id, 10)).toEqual([sameTime, second, first]);
        expect(await one.requests.ofKey(key.id, 2)).toEqual([sameTime, second]);
        expect(await one.requests.ofKey(other.id, 10)).toEqual([others]);
        expect(await one.requests.ofKey('key_unknown', 10)).toEqual([]);
      };
      await expectAll(store);
      await expectAll(await reopen());
    });

    test('a request that is appended again is there once', async () => {
      const { store } = await open();
      const { key } = await putWorld(store);
      const one = request(key.id);
      await store.requests.append([one], [], ALL);
      await store.requests.append([one], [], ALL);
      expect(await store.requests.ofKey(key.id, 10)).toEqual([one]);
    });

    test('counts of days add up, oldest first, from the day asked for', async () => {
      const { store, reopen } = await open();
      const { key } = await putWorld(store);
      const day = (name: string, allowed: number, refused: number) => ({
        keyId: key.id,
        day: name,
        allowed,
        refused,
      });
      await store.requests.append([], [day('2026-11-20', 1, 0), day('2026-11-19', 2, 2)], ALL);
      await store.requests.append([], [day('2026-11-20', 3_000_000_000, 5)], ALL);
      await store.requests.append([], [], ALL);
      const expectSums = async (one: Store) => {
        expect(await one.requests.days(key.id, '2026-11-01')).toEqual([
          day('2026-11-19', 2, 2),
          day('2026-11-20', 3_000_000_001, 5),
        ]);
        expect(await one.requests.days(key.id, '2026-11-20')).toHaveLength(1);
        expect(await one.requests.days('key_unknown', '2026-11-01')).toEqual([]);
      };
      await expectSums(store);
      await store.requests.tidy(ALL);
      await expectSums(await reopen());
    });

    test('a key whose requests come in great numbers keeps the newest', async () => {
      const { store } = await open();
      const { key } = await putWorld(store);
      const keep = { ...ALL, perKey: 4 };
      for (let from = 0; from < 40; from += 10) {
        await store.requests.append(several(key.id, from, from + 10), [], keep);
      }
      expect(await paths(store, key.id, 4)).toEqual(['39', '38', '37', '36']);
      await store.requests.tidy(keep);
      expect(await paths(store, key.id)).toEqual(['39', '38', '37', '36']);
    });

    test('what is too old goes', async () => {
      const { store, reopen } = await open();
      const { key } = await putWorld(store);
      const days = ['2026-11-01', '2026-11-02'].map((day) => ({
        keyId: key.id,
        day,
        allowed: 1,
        refused: 1,
      }));
      await store.requests.append(several(key.id, 0, 6), days, ALL);
      await store.requests.tidy({ perKey: 1000, since: AT + 4, sinceDay: '2026-11-02' });
      for (const one of [store, await reopen()]) {
        expect(await paths(one, key.id)).toEqual(['5', '4']);
        expect(await one.requests.days(key.id, '0')).toEqual([days[1]]);
      }
    });

    test('nothing is left of a key that was deleted, and the others stay', async () => {
      const { store } = await open();
      const { key, owner } = await putWorld(store);
      const other = keyRow(owner);
      await change(store, (tx) => tx.put('keys', other));
      for (const { id } of [key, other]) {
        const day = { keyId: id, day: '2026-11-21', allowed: 1, refused: 0 };
        await store.requests.append([request(id)], [day], ALL);
      }
      await change(store, (tx) => tx.remove('keys', key.id));
      await store.requests.tidy(ALL);
      expect(await paths(store, key.id)).toEqual([]);
      expect(await store.requests.days(key.id, '0')).toEqual([]);
      expect(await paths(store, other.id)).toHaveLength(1);
      expect(await store.requests.days(other.id, '0')).toHaveLength(1);
    });

    test('thousands at once', async () => {
      const { store } = await open();
      const { key } = await putWorld(store);
      await store.requests.append(several(key.id, 0, 3000), [], { ...ALL, perKey: 5000 });
      expect(await store.requests.ofKey(key.id, 5000)).toHaveLength(3000);
    });
  });

  describe('touching', () => {
    test('says when keys were last used and changes nothing else', async () => {
      const { store, reopen } = await open();
      const { key, owner, role, org } = await putWorld(store);
      const others = Array.from({ length: 1200 }, (_, i) => keyRow(owner, { createdAt: i }));
      await change(store, (tx) => {
        for (const one of others) tx.put('keys', one);
      });
      await store.touch([key, ...others].map(({ id }, i) => [id, AT + i]));
      for (const one of [store, await reopen()]) {
        expect(await one.keys.byId(key.id)).toEqual({ ...key, lastUsedAt: AT });
        expect((await one.keys.byId(others.at(-1)?.id ?? ''))?.lastUsedAt).toBe(AT + 1200);
        const subject = await one.checkSubject(key.hash);
        expect({ ...subject, key: { ...subject?.key, lastUsedAt: null } }).toEqual({
          key,
          owner,
          role,
          org,
        });
      }
    });

    test('never moves back, and leaves out keys that are gone', async () => {
      const { store, reopen } = await open();
      const { key } = await putWorld(store);
      await store.touch([[key.id, AT]]);
      await store.touch([
        ['key_gone', AT + 5],
        [key.id, AT - 1],
      ]);
      expect((await store.keys.byId(key.id))?.lastUsedAt).toBe(AT);
      expect((await (await reopen()).keys.byId(key.id))?.lastUsedAt).toBe(AT);
    });

    test('what a transaction makes of the row afterwards keeps it', async () => {
      const { store, reopen } = await open();
      const { key } = await putWorld(store);
      await store.touch([[key.id, AT]]);
      await store.transact(async (tx) => {
        const row = await tx.keys.byId(key.id);
        if (row) tx.put('keys', { ...row, name: 'Renamed' });
      });
      await store.touch([[key.id, AT + 1]]);
      expect(await (await reopen()).keys.byId(key.id)).toMatchObject({
        name: 'Renamed',
        lastUsedAt: AT + 1,
      });
    });
  });
}
