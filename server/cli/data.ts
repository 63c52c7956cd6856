/** Where a command finds the data: as the server does, but it makes none of its own. */
import { pino } from 'pino';
import { requireData } from '../backup/json-files.ts';
import type { Config } from '../config.ts';
import { openLogs } from '../log/logs.ts';
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
export async function withStore<T>(config: Config, work: (store: Store) => Promise<T>): Promise<T> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl === null) await requireData(dataDir);
  // What a command prints is for whoever runs it; its entries go where a server's go.
  const { onRecorded, close } = openLogs({ config, output: pino.destination(2) });
  try {
    const store =
      databaseUrl === null
        ? await openJsonStore({
            dir: dataDir,
            onWarning: (message) => console.error(message),
            onRecorded,
          })
        : await openPostgresStore({ url: databaseUrl, checks: 'strict', onRecorded });
    try {
      return await work(store);
    } finally {
      await store.close();
    }
  } finally {
    await close();
  }
}
