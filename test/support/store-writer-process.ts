import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { open, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { onTestFinished } from 'vitest';
import { testFolder } from './server.ts';
import { until } from './until.ts';

const WRITER = resolve(import.meta.dirname, 'store-writer.ts');
/** In milliseconds: 3,000 writes take a second, but long runs share their machine. */
const PATIENCE = 120_000;

export interface StoreWriter {
  pid: number | undefined;
  /** Resolves when it has acknowledged that many writes; throws when it ends before. */
  acknowledged(count: number): Promise<void>;
  /** Kills it with -9; answers all that it has acknowledged, `['created', id]` each. */
  kill(): Promise<[what: string, id: string][]>;
}

/** Starts `store-writer.ts` on the folder; killed when the test ends. */
export async function startStoreWriter(dir: string): Promise<StoreWriter> {
  // A file, since a pipe that is full would fail the writer's synchronous writes.
  const said = join(await testFolder(), 'said');
  const output = await open(said, 'a');
  const child = spawn(process.execPath, ['--import', 'tsx', WRITER, dir], {
    stdio: ['ignore', output.fd, 'inherit'],
  });
  await output.close();
  const closed = once(child, 'close');
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await closed;
  });
  // The last line may be torn: what it says was not heard.
  const lines = async () => (await readFile(said, 'utf8')).split('\n').slice(0, -1);
  return {
    pid: child.pid,
    async acknowledged(count) {
      const isDone = async () => child.exitCode !== null || (await lines()).length >= count;
      await until(isDone, PATIENCE);
      if (child.exitCode !== null) throw new Error(`The writer ended with ${child.exitCode}.`);
    },
    async kill() {
      child.kill('SIGKILL');
      await closed;
      return (await lines()).map((line) => line.split(' ') as [string, string]);
    },
  };
}
