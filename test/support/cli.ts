/** `keyturn` as a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { inject, onTestFinished, vi } from 'vitest';
import { run } from '../../server/cli/run.ts';

export interface Ran {
  code: number | NodeJS.Signals;
  stdout: string;
  stderr: string;
}

export interface Running {
  child: ChildProcess;
  /** What it has printed so far, both streams. */
  printed(): string;
  /** The first match; throws when the process ends without one. */
  waitFor(pattern: RegExp): Promise<RegExpExecArray>;
  ended: Promise<Ran>;
}

/** Starts it with these variables and no others of ours; killed when the test ends. */
export function start(args: readonly string[], environment: Record<string, string> = {}): Running {
  const child = spawn(process.execPath, [inject('keyturn'), ...args], {
    env: {
      PATH: process.env.PATH,
      PORT: '0',
      KEYTURN_BREACHED_PASSWORDS: 'off',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  const heard = new Set<() => void>();
  for (const stream of ['stdout', 'stderr'] as const) {
    child[stream].on('data', (chunk: Buffer) => {
      printed[stream] += chunk;
      for (const listener of heard) listener();
    });
  }
  const ended = once(child, 'close').then(([code, signal]) => ({
    code: (code ?? signal) as Ran['code'],
    ...printed,
  }));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  const all = () => printed.stdout + printed.stderr;
  return {
    child,
    printed: all,
    ended,
    waitFor(pattern) {
      return new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(all());
          if (match) {
            heard.delete(look);
            resolve(match);
          }
        };
        heard.add(look);
        look();
        void ended.then(() => reject(new Error(`It ended without ${pattern}: ${all()}`)));
      });
    },
  };
}

/** Runs it to its end. */
export function keyturn(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ran> {
  return start(args, environment).ended;
}

/** Runs it in this process, which is faster, for what is soon refused. */
export async function called(
  args: readonly string[],
  environment: Record<string, string> = {},
): Promise<Ran> {
  const said = { stdout: '', stderr: '' };
  const hear = (stream: keyof typeof said) => (text: unknown) => {
    said[stream] += `${text}\n`;
  };
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  const log = vi.spyOn(console, 'log').mockImplementation(hear('stdout'));
  const error = vi.spyOn(console, 'error').mockImplementation(hear('stderr'));
  try {
    return { code: await run(args), ...said };
  } finally {
    log.mockRestore();
    error.mockRestore();
    vi.unstubAllEnvs();
  }
}

/** A server; answers where it is. */
export async function serve(environment: Record<string, string>) {
  const server = start(['serve'], environment);
  const [, address = ''] = await server.waitFor(/Keyturn is at (https?:\S+)\n/);
  return { ...server, address };
}
