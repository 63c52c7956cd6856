import { type FileHandle, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { tryLock } from 'fs-native-extensions';
import { StoreRefused } from '../store.ts';

/**
 * Holds the folder for this process until the handle is closed. The kernel keeps the
 * lock (fcntl on Linux, flock on macOS) and drops it however the process ends, so there
 * is never a stale one, whatever became of the pid, and containers that share a volume
 * see each other's. The file itself stays: removing it would let two processes lock
 * two files of one name.
 */
export async function lockFolder(dir: string): Promise<FileHandle> {
  const path = join(dir, 'lock');
  const handle = await open(path, 'a+', 0o600);
  try {
    if (!tryLock(handle.fd)) throw new StoreRefused(await heldMessage(dir, path));
    // Only for the other's message: a full disk is no reason not to start.
    await handle.truncate(0);
    await handle.write(`${process.pid}\n`).catch(() => undefined);
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function heldMessage(dir: string, path: string): Promise<string> {
  const pid = (await readFile(path, 'utf8')).trim();
  const who = /^\d+$/.test(pid) ? `Another Keyturn (process ${pid})` : 'Another Keyturn';
  return `${who} uses the data folder ${dir}. Stop it, or give this one a folder of its own with KEYTURN_DATA_DIR.`;
}
