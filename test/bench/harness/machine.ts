/** Where and what was measured. */
import { execFileSync } from 'node:child_process';
import { cpus, release, totalmem, type } from 'node:os';
import { ROOT } from './build.ts';
import { CORES } from './cores.ts';
import { GENERATOR } from './load.ts';

export function machine(): string {
  const model = cpus()[0]?.model.trim() ?? 'unknown processor';
  const memory = `${Math.round(totalmem() / 2 ** 30)} GiB`;
  const pinning = CORES.pins ? 'pinned' : 'not pinned';
  return [
    `${CORES.count} cores (${model}, ${memory}, ${type()} ${release()})`,
    `Node ${process.versions.node}`,
    GENERATOR.name,
    pinning,
  ].join(', ');
}

/** Short, with a mark where the checkout is not clean. */
export function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' });
  try {
    const changed = git('status', '--porcelain', '--', 'server', 'shared', 'test/bench').trim();
    return `${git('rev-parse', '--short', 'HEAD').trim()}${changed ? ' with changes' : ''}`;
  } catch {
    return 'unknown';
  }
}
