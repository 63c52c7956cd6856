import { describe, expect, test } from 'vitest';
import type { RecordedEntry } from '../../../server/store/store.ts';
import { auditRow } from '../rows.ts';
import type { OpenStore } from '../store-suite.ts';
import { allOf, change, putWorld } from '../store-world.ts';

export function recordedTests(open: OpenStore): void {
  describe('telling what was recorded', () => {
    test('each entry is told once, when it stands, as the audit log has it', async () => {
      const told: RecordedEntry[] = [];
      const { store } = await open((entries) => told.push(...entries));
      const { org } = await putWorld(store);
      expect(told).toEqual([]);
      await change(store, (tx) => {
        tx.record(auditRow(org, { targetName: 'a', detail: { name: 'lone \ud800' } }));
        tx.record(auditRow(org, { targetName: 'b' }));
        expect(told).toEqual([]);
      });
      expect(told.map(({ target }) => target.name)).toEqual(['a', 'b']);
      await change(store, (tx) => tx.put('orgs', { ...org, name: 'No entry' }));
      await change(store, (tx) => tx.record(auditRow(org, { targetName: 'c' })));
      const chain = await allOf(store.audit.chain(org.id));
      expect(chain).toMatchObject(told);
      expect(told).toHaveLength(3);
    });

    test('what was undone is not told', async () => {
      const told: RecordedEntry[] = [];
      const { store } = await open((entries) => told.push(...entries));
      const { org } = await putWorld(store);
      const failed = store.transact(async (tx) => {
        tx.record(auditRow(org));
        throw new Error('changed my mind');
      });
      await expect(failed).rejects.toThrow('changed my mind');
      expect(told).toEqual([]);
    });

    test('of many at once each is told', async () => {
      const told: RecordedEntry[] = [];
      const { store } = await open((entries) => told.push(...entries));
      const { org } = await putWorld(store);
      const names = Array.from({ length: 40 }, (_, index) => String(index));
      await Promise.all(
        names.map((targetName) =>
          store
            .transact(async (tx) => {
              tx.record(auditRow(org, { targetName }));
              if (Number(targetName) % 4 === 0) throw new Error('undone');
            })
            .catch(() => undefined),
        ),
      );
      const stand = names.filter((name) => Number(name) % 4 !== 0);
      expect(told.map(({ target }) => target.name).sort()).toEqual([...stand].sort());
    });
  });
}
