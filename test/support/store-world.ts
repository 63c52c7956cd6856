import type { Store, Transaction } from '../../server/store/store.ts';
import { keyRow, memberRow, orgRow, roleRow } from './rows.ts';

/** A transaction that reads nothing. */
export function change(store: Store, work: (tx: Transaction) => void): Promise<void> {
  return store.transact(async (tx) => work(tx));
}

/** Puts one org with a role, a member and the member's key. */
export async function putWorld(store: Store) {
  const org = orgRow();
  const role = roleRow(org);
  const owner = memberRow(role);
  const key = keyRow(owner);
  await change(store, (tx) => {
    tx.put('orgs', org);
    tx.put('roles', role);
    tx.put('members', owner);
    tx.put('keys', key);
  });
  return { org, role, owner, key };
}

export async function allOf<R>(rows: AsyncIterable<R>): Promise<R[]> {
  const all: R[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
