/** A real rsyslog, with the configuration that the documentation shows. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { certificateFiles, certificates } from './certificates.ts';
import { install, placesOf } from './find-gateway.ts';
import { freePort } from './free-port.ts';
import { testFolder } from './server.ts';
import { until } from './until.ts';

/** Finds it with its TLS, which is a package of its own, or installs both. */
export async function findRsyslog(tell: (line: string) => void): Promise<string | null> {
  const find = () => (hasTls() ? (placesOf('rsyslogd')[0] ?? null) : null);
  const found = find();
  if (found || (await install(['rsyslog'], ['rsyslog', 'rsyslog-gnutls'], tell))) return find();
  tell('There is no rsyslog with TLS; Debian: apt-get install rsyslog rsyslog-gnutls');
  return null;
}

function hasTls(): boolean {
  const libraries = ['/usr/lib', '/usr/lib64', '/usr/local/lib'].filter(existsSync);
  const folders = libraries.flatMap((folder) => [
    join(folder, 'rsyslog'),
    ...readdirSync(folder).map((name) => join(folder, name, 'rsyslog')),
  ]);
  return folders.some((folder) => existsSync(join(folder, 'lmnsd_gtls.so')));
}

export interface Rsyslog {
  port: number;
  /** A file with the authority that vouches for it. */
  authority: string;
  /** The lines that it has written so far. */
  written(file: 'audit' | 'log'): Promise<string[]>;
  stop(): Promise<void>;
  start(): Promise<void>;
}

/** Stopped when the test ends. */
export async function startRsyslog(path: string): Promise<Rsyslog> {
  const folder = await testFolder();
  const port = await freePort();
  const files = await certificateFiles(folder, await certificates());
  const config = join(folder, 'rsyslog.conf');
  await writeFile(config, fill(await readFile('docs/log/rsyslog.conf', 'utf8'), folder, port));

  let running = await run();
  async function run() {
    const child = spawn(path, ['-n', '-f', config, '-i', join(folder, 'pid')], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk;
      });
    }
    const ended = once(child, 'exit');
    await until(async () => {
      if (child.exitCode !== null) throw new Error(`rsyslog ended: ${said}`);
      return listens(port);
    });
    return {
      async stop() {
        child.kill('SIGTERM');
        await ended;
      },
    };
  }
  onTestFinished(() => running.stop());
  return {
    port,
    authority: files.authority,
    async written(file) {
      const text = await readFile(join(folder, `${file}.jsonl`), 'utf8').catch(() => '');
      return text.split('\n').filter((line) => line !== '');
    },
    stop: () => running.stop(),
    async start() {
      running = await run();
    },
  };
}

/** Puts the test's own folder and port in, and fails where there is none to replace. */
function fill(text: string, folder: string, port: number): string {
  return [
    ['/etc/rsyslog/tls', folder],
    ['/var/log/keyturn', folder],
    ['port="6514"', `port="${port}"`],
  ].reduce((filled, [what = '', becomes = '']) => {
    if (!filled.includes(what)) throw new Error(`${what} is not there.`);
    return filled.replaceAll(what, becomes);
  }, text);
}

async function listens(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1');
  const isThere = await once(socket, 'connect').then(
    () => true,
    () => false,
  );
  socket.destroy();
  return isThere;
}
