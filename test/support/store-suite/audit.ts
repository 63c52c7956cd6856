import { describe, expect, test } from 'vitest';
import type { AuditRow } from '../../../server/store/rows.ts';
import { type Store, StoreConflict } from '../../../server/store/store.ts';
import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { verifyIndependently } from '../audit.ts';
import { auditRow, keyRow, orgRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { allOf, change, putWorld } from '../store-world.ts';

type Of = Parameters<Store['audit']['newestFirst']>[0];

const chainOf = (store: Store, { id }: { id: string }): Promise<SealedAuditEntry[]> =>
  allOf(store.audit.chain(id));
const newest = async (store: Store, of: Of) =>
  (await allOf(store.audit.newestFirst(of))).map(({ entry }) => entry.target.name);
const record = (store: Store, ...rows: AuditRow[]) =>
  change(store, (tx) => {
    for (const row of rows) tx.record(row);
  });

export function auditTests(open: OpenStore): void {
  describe('the audit log', () => {
    test('what was recorded is in one chain, oldest first, and stays in it', async () => {
      const { store, reopen } = await open();
      const { org } = await putWorld(store);
      const rows = ['a', 'b', 'c'].map((targetName) => auditRow(org, { targetName }));
      await record(store, rows[0] as AuditRow, rows[1] as AuditRow);
      const before = await chainOf(store, org);
      await record(store, rows[2] as AuditRow);
      for (const one of [store, await reopen()]) {
        const chain = await chainOf(one, org);
        verifyIndependently(chain);
        expect(chain.map(({ target }) => target.name)).toEqual(['a', 'b', 'c']);
        expect(chain.slice(0, 2)).toEqual(before);
      }
    });

    test('an entry says all that was recorded', async () => {
      const { store, reopen } = await open();
      const { org } = await putWorld(store);
      const detail = {
        name: { from: 'Ä\u0000"\\\u2028', to: null },
        list: [1, 1e21, -0.5, true, ''],
      };
      const row = auditRow(org, { detail, actorKind: 'system', actorId: null, ip: null });
      await record(store, row);
      for (const one of [store, await reopen()]) {
        const [entry] = await chainOf(one, org);
        expect(entry).toMatchObject({
          id: row.id,
          orgId: org.id,
          at: new Date(row.createdAt).toISOString(),
          actor: { kind: 'system', id: null, name: row.actorName },
          action: row.action,
          target: { kind: row.targetKind, id: row.targetId, name: row.targetName },
          detail,
          ip: null,
          requestId: row.requestId,
        });
        verifyIndependently([entry as SealedAuditEntry]);
      }
    });

    test('text that is not well-formed Unicode is stored so that it can be hashed', async () => {
      const { store, reopen } = await open();
      const { org } = await putWorld(store);
      await record(
        store,
        auditRow(org, { targetName: 'a\ud800', detail: { 'b\udfff': ['\ud800'] } }),
      );
      const [entry] = await chainOf(await reopen(), org);
      expect(entry).toMatchObject({
        target: { name: 'a\ufffd' },
        detail: { 'b\ufffd': ['\ufffd'] },
      });
      verifyIndependently([entry as SealedAuditEntry]);
    });

    test('what is changed after it was recorded changes nothing', async () => {
      const { store } = await open();
      const { org } = await putWorld(store);
      const detail = { scopes: ['tasks:read'] };
      await change(store, (tx) => {
        tx.record(auditRow(org, { detail }));
        detail.scopes.push('tasks:delete');
      });
      detail.scopes.push('*');
      expect((await chainOf(store, org))[0]?.detail).toEqual({ scopes: ['tasks:read'] });
    });

    test('each org has a chain of its own', async () => {
      const { store } = await open();
      const { org } = await putWorld(store);
      const { org: other } = await putWorld(store);
      const { org: silent } = await putWorld(store);
      await record(store, auditRow(org), auditRow(other), auditRow(org));
      for (const [one, length] of [
        [org, 2],
        [other, 1],
        [silent, 0],
      ] as const) {
        const chain = await chainOf(store, one);
        verifyIndependently(chain);
        expect(chain).toHaveLength(length);
        expect(await newest(store, { orgId: one.id })).toHaveLength(length);
      }
      expect((await store.audit.orgIds()).sort()).toEqual([org.id, other.id].sort());
    });

    test('it stands or falls with the change', async () => {
      const { store, reopen } = await open();
      const { org, owner, key } = await putWorld(store);
      await expect(
        store.transact(async (tx) => {
          tx.record(auditRow(org));
          throw new Error('changed my mind');
        }),
      ).rejects.toThrow('changed my mind');
      const conflict = change(store, (tx) => {
        tx.record(auditRow(org));
        tx.put('keys', keyRow(owner, { hash: key.hash }));
      });
      await expect(conflict).rejects.toThrow(StoreConflict);
      await change(store, (tx) => {
        tx.record(auditRow(org, { targetName: 'stands' }));
        tx.put('keys', { ...key, name: 'Changed' });
      });
      for (const one of [store, await reopen()]) {
        expect(await newest(one, { orgId: org.id })).toEqual(['stands']);
        verifyIndependently(await chainOf(one, org));
      }
    });

    test.each<[string, (org: { id: string }) => Partial<AuditRow>]>([
      ['of an org that is not there', () => ({ orgId: 'org_nobody' })],
      ['of an unknown action', () => ({ action: 'key.stolen' as 'key.created' })],
      ['with an id that is none', () => ({ id: 'nonsense' })],
      ['without a detail', () => ({ detail: null as never })],
    ])('what is %s is refused, and with it the change', async (_, changes) => {
      const { store } = await open();
      const { org } = await putWorld(store);
      const work = change(store, (tx) => {
        tx.put('orgs', orgRow({ id: 'org_beside' }));
        tx.record(auditRow(org, changes(org)));
      });
      await expect(work).rejects.toThrow(StoreConflict);
      expect(await store.orgs.byId('org_beside')).toBeUndefined();
      expect(await chainOf(store, org)).toEqual([]);
    });

    test('an org that has one stays', async () => {
      const { store } = await open();
      const org = orgRow();
      await change(store, (tx) => {
        tx.put('orgs', org);
        tx.record(auditRow(org));
      });
      await expect(change(store, (tx) => tx.remove('orgs', org.id))).rejects.toThrow(StoreConflict);
      expect(await chainOf(store, org)).toHaveLength(1);
    });

    test('it is no table: nothing can be put there or removed', async () => {
      const { store } = await open();
      const { org } = await putWorld(store);
      const row = auditRow(org);
      await record(store, row);
      const table = 'audit' as 'keys';
      await expect(change(store, (tx) => tx.put(table, row as never))).rejects.toThrow();
      await change(store, (tx) => tx.remove(table, row.id)).catch(() => undefined);
      expect((await chainOf(store, org)).map(({ id }) => id)).toEqual([row.id]);
    });

    test('recorded at once, each has its place', async () => {
      const { store, reopen } = await open();
      const { org } = await putWorld(store);
      const names = Array.from({ length: 40 }, (_, n) => String(n));
      await Promise.all(names.map((targetName) => record(store, auditRow(org, { targetName }))));
      for (const one of [store, await reopen()]) {
        const chain = await chainOf(one, org);
        verifyIndependently(chain);
        expect(chain.map(({ target }) => target.name).sort()).toEqual([...names].sort());
      }
    });

    test('a chain has all that was recorded before it was asked for, and nothing moves in it', async () => {
      const { store } = await open();
      const { org } = await putWorld(store);
      const some = () => Array.from({ length: 30 }, () => auditRow(org));
      await record(store, ...some());
      const met: SealedAuditEntry[] = [];
      for await (const entry of store.audit.chain(org.id)) {
        if (met.length % 10 === 0) await record(store, ...some());
        met.push(entry);
      }
      expect(met.length).toBeGreaterThanOrEqual(30);
      verifyIndependently(met);
      const later = await chainOf(store, org);
      expect(later.slice(0, met.length)).toEqual(met);
    });

    test('newest first goes by when it was recorded, not by the clock', async () => {
      const { store } = await open();
      const { org } = await putWorld(store);
      await record(store, auditRow(org, { targetName: 'a', createdAt: 50 }));
      await record(store, auditRow(org, { targetName: 'b', createdAt: 10 }));
      await record(store, auditRow(org, { targetName: 'c', createdAt: 30 }));
      expect(await newest(store, { orgId: org.id })).toEqual(['c', 'b', 'a']);
    });

    test('newest first, from just below a position', async () => {
      const { store, reopen } = await open();
      const { org } = await putWorld(store);
      const names = Array.from({ length: 250 }, (_, n) => String(n));
      await record(store, ...names.map((targetName) => auditRow(org, { targetName })));
      for (const one of [store, await reopen()]) {
        const all = await allOf(one.audit.newestFirst({ orgId: org.id }));
        expect(all.map(({ entry }) => entry.target.name)).toEqual([...names].reverse());
        for (const index of [0, 100, 248, 249]) {
          const before = all[index]?.position;
          expect(await newest(one, { orgId: org.id, before })).toEqual(
            [...names].reverse().slice(index + 1),
          );
        }
      }
    });

    test.each<[string, Omit<Of, 'orgId'>, string[]]>([
      ['action', { action: 'key.revoked' }, ['d', 'b']],
      ['actor', { actorId: 'mem_2' }, ['c', 'b']],
      ['target', { targetId: 'key_2' }, ['d', 'c']],
      ['since', { since: 30 }, ['d', 'c']],
      ['until', { until: 30 }, ['b', 'a']],
      [
        'all of them',
        { action: 'key.revoked', actorId: 'mem_2', targetId: 'key_1', since: 20, until: 21 },
        ['b'],
      ],
      ['what is not there', { actorId: 'mem_3' }, []],
    ])('filtered by %s', async (_, filter, expected) => {
      const { store, reopen } = await open();
      const { org } = await putWorld(store);
      const { org: other } = await putWorld(store);
      await record(
        store,
        auditRow(org, { targetName: 'a', createdAt: 10, actorId: 'mem_1', targetId: 'key_1' }),
        auditRow(org, {
          targetName: 'b',
          createdAt: 20,
          actorId: 'mem_2',
          targetId: 'key_1',
          action: 'key.revoked',
        }),
        auditRow(other, {
          targetName: 'other',
          createdAt: 20,
          actorId: 'mem_2',
          targetId: 'key_2',
        }),
        auditRow(org, { targetName: 'c', createdAt: 30, actorId: 'mem_2', targetId: 'key_2' }),
        auditRow(org, {
          targetName: 'd',
          createdAt: 40,
          actorId: 'mem_1',
          targetId: 'key_2',
          action: 'key.revoked',
        }),
      );
      for (const one of [store, await reopen()]) {
        expect(await newest(one, { orgId: org.id, ...filter })).toEqual(expected);
      }
    });
  });
}
