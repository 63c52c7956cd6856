import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { until } from './until.ts';

const WRITER = resolve(import.meta.dirname, 'store-writer.ts');

/** Starts `store-writer.ts` on the folder; killed when the test ends. */
export function storeWriter(dir: string) {
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, dir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const closed = once(child, 'close');
  // The last line may be torn: what it says was not heard.
  const lines = () => said.split('\n').slice(0, -1);
  return {
    pid: child.pid,
    /** Resolves when it has acknowledged that many writes; throws when it ends before. */
    async acknowledged(count: number): Promise<void> {
      await until(() => child.exitCode !== null || lines().length >= count);
      if (child.exitCode !== null) throw new Error(`The writer ended with ${child.exitCode}.`);
    },
    /** Kills it with -9; answers all that it has acknowledged, `['created', id]` each. */
    async kill(): Promise<[what: string, id: string][]> {
      child.kill('SIGKILL');
      await closed;
      return lines().map((line) => line.split(' ') as [string, string]);
    },
  };
}
