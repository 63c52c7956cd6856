/** From the start of a process to its first good answer. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { freePort } from '../../support/free-port.ts';
import { ROOT } from './build.ts';
import { pinned } from './cores.ts';

/** In milliseconds: between two tries. */
const BETWEEN = 2;
const LIMIT = 120_000;

/** In milliseconds. `isAnswered` asks at that address and throws or says no until it is. */
export async function firstAnswer(
  script: string,
  environment: Record<string, string>,
  isAnswered: (url: string) => Promise<boolean>,
): Promise<number> {
  const port = await freePort();
  const [command, args] = pinned('server', process.execPath, [script]);
  const start = performance.now();
  const child = spawn(command, args, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment, PORT: String(port) },
    stdio: 'ignore',
  });
  const ended = once(child, 'exit');
  try {
    for (;;) {
      if (await isAnswered(`http://127.0.0.1:${port}`).catch(() => false)) {
        return performance.now() - start;
      }
      if (child.exitCode !== null) throw new Error(`${script} has ended.`);
      if (performance.now() - start > LIMIT) throw new Error(`${script} does not answer.`);
      await setTimeout(BETWEEN);
    }
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}
