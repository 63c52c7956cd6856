/**
 * Keys that came from another system by their hash. Their secrets have that system's
 * format, which nothing here knows, so that there is no checksum to refuse them by.
 */
import { KEY_PREFIX } from '../../../shared/key-format.ts';
import type { Store } from '../../store/store.ts';

/** Whether there are any: while there are none, no string of another format is looked up. */
export interface ImportedKeys {
  exist: boolean;
}

export interface WatchedImports extends ImportedKeys {
  stop(): void;
}

/** What listings show of an imported key whose beginning was not told. */
export const UNKNOWN_PREFIX = 'imported';
const LONGEST = 512;

/** What begins as ours does is ours, and its format is the strict one. */
export function mayBeImported(secret: string, imported: ImportedKeys): boolean {
  return imported.exist && !secret.startsWith(KEY_PREFIX) && secret.length <= LONGEST;
}

/**
 * Finds out now, and with `every` again after so many milliseconds, without keeping the
 * process alive: another process may import into a database. A store that does not answer
 * changes nothing.
 */
export async function watchImportedKeys(
  store: Pick<Store, 'keys'>,
  every: number | null,
): Promise<WatchedImports> {
  const imported = { exist: await store.keys.anyImported(), stop: () => clearInterval(timer) };
  const look = async () => {
    imported.exist = await store.keys.anyImported().catch(() => imported.exist);
  };
  const timer = every === null ? undefined : setInterval(look, every).unref();
  return imported;
}
