import { execFileSync } from 'node:child_process';
import { autocannon } from './autocannon.ts';
import type { Generator } from './load-types.ts';
import { wrk } from './wrk.ts';

function isInstalled(command: string): boolean {
  try {
    execFileSync('which', [command], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** wrk where it is installed: autocannon itself is slower than the fastest servers here. */
export const GENERATOR: Generator = isInstalled('wrk') ? wrk : autocannon;
