import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { creating } from '../harness/keyturn.ts';
import { loadFor } from '../harness/rounds.ts';
import type { ServerProcess } from '../harness/server-process.ts';
import type { World } from '../harness/world.ts';

export interface Pause {
  /** The longest that the event loop stood still. */
  milliseconds: number;
  /** How many were put in place meanwhile. */
  snapshots: number;
  /** Of load. */
  seconds: number;
}

/** In seconds: so short that no two snapshots fall into one. */
const SLICE = 2;

/** Creates keys until a snapshot has been taken and put in place. */
export async function longestPause(
  server: ServerProcess,
  world: World,
  { warmUpSeconds, atMostSeconds }: { warmUpSeconds: number; atMostSeconds: number },
): Promise<Pause> {
  // Of the same kind: the first creates of a process are compiled, at any size.
  await loadFor({ server, load: creating(world) }, warmUpSeconds);
  const file = join(world.environment.KEYTURN_DATA_DIR as string, 'keyturn.json');
  let inode = (await stat(file)).ino;
  let seconds = 0;
  let snapshots = 0;
  await server.ask('watch');
  while (snapshots === 0 && seconds < atMostSeconds) {
    await loadFor({ server, load: creating(world) }, SLICE);
    seconds += SLICE;
    const now = (await stat(file)).ino;
    if (now !== inode) snapshots += 1;
    inode = now;
  }
  return { milliseconds: await server.ask('pause'), snapshots, seconds };
}
