import type { CheckSubject, Store, Transaction } from '../store.ts';
import { Database } from './database.ts';
import { Mutex } from './mutex.ts';
import { readerOf } from './reader.ts';
import { runTransaction } from './transaction.ts';

export interface JsonStoreOptions {
  /** The data folder; made when it is not there. */
  dir: string;
}

/** Opens the JSON-files store. Throws `StoreRefused` where the data cannot be used. */
export async function openJsonStore(_options: JsonStoreOptions): Promise<Store> {
  const database = new Database();
  const mutex = new Mutex();
  return {
    ...readerOf(database),
    transact: <T>(work: (tx: Transaction) => Promise<T>) =>
      mutex.run(async () => {
        const { result, changes } = await runTransaction(database, work);
        database.apply(changes);
        return result;
      }),
    checkSubject: (keyHash) => checkSubject(database, keyHash),
    ready: async () => {},
    close: async () => {},
  };
}

function checkSubject(database: Database, keyHash: string): CheckSubject | undefined {
  const key = database.byUnique('keys', 'hash', keyHash);
  if (!key) return undefined;
  const owner = database.get('members', key.ownerId);
  const org = database.get('orgs', key.orgId);
  const role = owner && database.get('roles', owner.roleId);
  return owner && org && role ? { key, owner, role, org } : undefined;
}
