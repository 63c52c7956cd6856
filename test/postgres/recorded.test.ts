/** Who tells what was recorded, where a store is not alone or loses its database. */
import { expect, test } from 'vitest';
import type { RecordedEntry } from '../../server/store/store.ts';
import { auditRow } from '../support/rows.ts';
import { allOf, change, putWorld } from '../support/store-world.ts';
import { emptyDatabase } from './database.ts';
import { open, openThroughProxy } from './stores.ts';

function listener() {
  const told: RecordedEntry[] = [];
  const names = () => told.map(({ target }) => target.name);
  return { names, onRecorded: (entries: readonly RecordedEntry[]) => void told.push(...entries) };
}

test('of two stores over one database each tells what it has recorded itself', async () => {
  const url = await emptyDatabase();
  const [here, there] = [listener(), listener()];
  const one = await open(url, 'cached', here.onRecorded);
  const other = await open(url, 'cached', there.onRecorded);
  const { org } = await putWorld(one);
  await change(one, (tx) => tx.record(auditRow(org, { targetName: 'here' })));
  await change(other, (tx) => tx.record(auditRow(org, { targetName: 'there' })));
  // Sealed by one of them, whoever recorded it.
  expect(await allOf(one.audit.chain(org.id))).toHaveLength(2);
  expect(here.names()).toEqual(['here']);
  expect(there.names()).toEqual(['there']);
});

test('what was committed though the answer was lost is told, once', async () => {
  const { names, onRecorded } = listener();
  const { store, proxy } = await openThroughProxy(await emptyDatabase(), onRecorded);
  const { org } = await putWorld(store);
  let seen = false;
  proxy.onRequest((text) => {
    if (seen || !text.includes('commit')) return undefined;
    seen = true;
    return 'cut-after';
  });
  await change(store, (tx) => tx.record(auditRow(org, { targetName: 'kept' })));
  expect(seen).toBe(true);
  expect(names()).toEqual(['kept']);
});
