/** The server, and other programs, as processes of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, onTestFinished } from 'vitest';

export interface ServerProcess {
  /** What it has printed so far, both streams. */
  printed(): string;
  /** The first match; throws when the process ends without one. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  /** Its exit code, or the signal that ended it. */
  stop(signal: NodeJS.Signals): Promise<number | NodeJS.Signals>;
  ended(): Promise<number | NodeJS.Signals>;
}

/** Keys, session tokens and webhook secrets, as they can be told from any other text. */
const SECRET = /kts?_[0-9A-Za-z]{36}|whsec_[0-9A-Za-z+/]{20}/;

/** Starts `server/main.ts`; killed when the test ends, which fails where a secret was printed. */
export function spawnServer(environment: Record<string, string>): ServerProcess {
  const server = spawnScript('server/main.ts', environment);
  onTestFinished(() => expect(server.printed()).not.toMatch(SECRET));
  return server;
}

/** Starts a script of ours; killed when the test ends. */
export function spawnScript(script: string, environment: Record<string, string>): ServerProcess {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      KEYTURN_BREACHED_PASSWORDS: 'off',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  const heard = new Set<() => void>();
  const onOutput = (chunk: Buffer) => {
    printed += chunk;
    for (const listener of heard) listener();
  };
  child.stdout.on('data', onOutput);
  child.stderr.on('data', onOutput);
  const end = once(child, 'close').then(([code, signal]) => (code ?? signal) as number);
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  return {
    printed: () => printed,
    ended: () => end,
    stop(signal) {
      child.kill(signal);
      return end;
    },
    waitFor(pattern) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(printed);
          if (match) {
            heard.delete(look);
            resolve(match);
          }
        };
        heard.add(look);
        look();
        void end.then(() => reject(new Error(`It ended without ${pattern}: ${printed}`)));
      });
    },
  };
}
