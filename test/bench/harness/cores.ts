/** Which core does what: the servers on one, what loads them on another. */
import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

export interface Cores {
  /** Null where nothing can be pinned: no taskset, or one core. */
  pins: { server: number; load: number; all: string } | null;
  count: number;
}

function findPins(): Cores['pins'] {
  try {
    const text = execFileSync('taskset', ['-cp', String(process.pid)], { encoding: 'utf8' });
    const allowed = (/: ([\d,-]+)\s*$/.exec(text)?.[1] ?? '').split(',').flatMap(range);
    const [server, load] = allowed;
    return server === undefined || load === undefined
      ? null
      : { server, load, all: allowed.join(',') };
  } catch {
    return null;
  }
}

/** `2-4` is 2, 3, 4. */
function range(text: string): number[] {
  const [first = '', last = first] = text.split('-');
  return Array.from({ length: Number(last) - Number(first) + 1 }, (_, at) => Number(first) + at);
}

export const CORES: Cores = { pins: findPins(), count: availableParallelism() };

/** The command, bound to the core of its part. */
export function pinned(
  part: 'server' | 'load',
  command: string,
  args: string[],
): [command: string, args: string[]] {
  if (!CORES.pins) return [command, args];
  return ['taskset', ['-c', String(CORES.pins[part]), command, ...args]];
}

/** Moves this process, which drives the others, away from the servers' core. */
export function stayOffServerCore(): void {
  if (CORES.pins) moveTo(String(CORES.pins.load));
}

/** What this process starts meanwhile has every core, as it would at a person's. */
export async function onEveryCore<T>(task: () => Promise<T>): Promise<T> {
  if (!CORES.pins) return task();
  moveTo(CORES.pins.all);
  try {
    return await task();
  } finally {
    stayOffServerCore();
  }
}

function moveTo(cores: string): void {
  execFileSync('taskset', ['-acp', cores, String(process.pid)], { stdio: 'ignore' });
}
