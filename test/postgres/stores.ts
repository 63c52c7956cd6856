import { onTestFinished } from 'vitest';
import { openPostgresStore, type PostgresStore } from '../../server/store/postgres/index.ts';

/** Opens a store that is closed when the test is over. */
export async function open(
  url: string,
  checks: 'cached' | 'strict' = 'cached',
): Promise<PostgresStore> {
  const store = await openPostgresStore({ url, checks });
  onTestFinished(() => store.close());
  return store;
}
