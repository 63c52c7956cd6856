import { onTestFinished } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../../server/store/postgres/index.ts';
import type { OnRecorded } from '../../server/store/store.ts';
import { type TcpProxy, tcpProxy } from '../support/tcp-proxy.ts';

/** Opens a store that is closed when the test is over. */
export async function open(
  url: string,
  checks: 'cached' | 'strict' = 'cached',
  onRecorded?: OnRecorded,
): Promise<PostgresStore> {
  const store = await openPostgresStore({ url, checks, onRecorded });
  onTestFinished(() => store.close());
  return store;
}

/** A store that reaches its database through a proxy, closed when the test is over. */
export async function openThroughProxy(
  url: string,
  onRecorded?: OnRecorded,
): Promise<{ store: PostgresStore; proxy: TcpProxy }> {
  const proxy = await tcpProxy(url);
  const store = await openPostgresStore({ url: proxy.through(url), checks: 'cached', onRecorded });
  onTestFinished(async () => {
    proxy.onRequest(undefined);
    proxy.thaw();
    await store.close();
    await proxy.close();
  });
  return { store, proxy };
}
