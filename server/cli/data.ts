/** Where a command finds the data: as the server does, but it makes none of its own. */
import { requireData } from '../backup/json-files.ts';
import type { Config } from '../config.ts';
import { openJsonStore } from '../store/json/index.ts';
import { openPostgresStore } from '../store/postgres/index.ts';
import { describeTarget } from '../store/postgres/target.ts';
import type { Store } from '../store/store.ts';

/** `the database db.example.com/keyturn`, for people to read: never a password. */
export function describeData({ databaseUrl, dataDir }: Config): string {
  return databaseUrl === null
    ? `the folder ${dataDir}`
    : `the database ${describeTarget(databaseUrl)}`;
}

/** Runs `work` on the data, a folder locked meanwhile. Throws `StoreRefused`. */
export async function withStore<T>(
  { databaseUrl, dataDir }: Config,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  if (databaseUrl === null) await requireData(dataDir);
  const store =
    databaseUrl === null
      ? await openJsonStore({ dir: dataDir, onWarning: (message) => console.error(message) })
      : await openPostgresStore({ url: databaseUrl, checks: 'strict' });
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}
