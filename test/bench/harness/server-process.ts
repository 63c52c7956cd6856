/** A server under measurement: its own process, on its own core. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { ProbeAnswers, ProbeQuestion } from '../servers/probe.ts';
import { compiled, ROOT } from './build.ts';
import { pinned } from './cores.ts';

export interface ServerProcess {
  /** `http://127.0.0.1:<port>` */
  url: string;
  ask<Q extends ProbeQuestion>(question: Q): Promise<ProbeAnswers[Q]>;
  /** Takes its processor away, so that it does nothing while another is measured. */
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

export interface Launch {
  script: string;
  args?: string[];
  environment?: Record<string, string>;
  /** Where the processor profile goes when the process ends. */
  profileTo?: string | undefined;
}

const children = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Starts it; resolves once it has printed its address. */
export async function launch({
  script,
  args = [],
  environment = {},
  profileTo,
}: Launch): Promise<ServerProcess> {
  const flags = ['--expose-gc', '--import', compiled('servers/probe')];
  if (profileTo) flags.push('--cpu-prof', '--cpu-prof-dir', profileTo);
  const [command, full] = pinned('server', process.execPath, [...flags, script, ...args]);
  const child = spawn(command, full, {
    cwd: ROOT,
    env: { PATH: process.env.PATH, NODE_ENV: 'production', ...environment },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  children.add(child);
  const ended = once(child, 'exit').finally(() => children.delete(child));
  const url = await printedAddress(child);
  return {
    url,
    async ask<Q extends ProbeQuestion>(question: Q) {
      const answer = once(child, 'message');
      child.send(question);
      const [value] = await answer;
      return value as ProbeAnswers[Q];
    },
    freeze: () => void child.kill('SIGSTOP'),
    thaw: () => void child.kill('SIGCONT'),
    async stop() {
      child.kill('SIGCONT');
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function printedAddress(child: ChildProcess): Promise<string> {
  let printed = '';
  return new Promise((resolve, reject) => {
    const onOutput = (chunk: Buffer) => {
      printed = (printed + chunk).slice(-20_000);
      const address = /\bat (http:\/\/\S+)/.exec(printed)?.[1];
      if (address) resolve(address);
    };
    child.stdout?.on('data', onOutput);
    child.stderr?.on('data', onOutput);
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`The server did not start:\n${printed}`)));
  });
}
