/** A real server on a real port, with a data folder of its own. */
import { existsSync, statfsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { onTestFinished } from 'vitest';
import { readConfig } from '../../server/config.ts';
import { type RunningServer, type ServerOptions, startServer } from '../../server/start.ts';
import { TestClock } from './clock.ts';
import { type Request, requester } from './http.ts';
import { Secrets } from './secrets.ts';

export interface TestServer extends RunningServer {
  request: Request;
  clock: TestClock;
  dataDir: string;
  /** What it has logged, at every level. */
  log(): string;
  /** What must not be in there; looked for when the server is closed. */
  secrets: Secrets;
}

export interface TestServerOptions
  extends Omit<Partial<ServerOptions>, 'config' | 'now' | 'output'> {
  /** Variables of the environment, beside the port and the data folder. */
  environment?: Record<string, string>;
  /** An earlier server's folder, to start again on its data. */
  dataDir?: string;
  clock?: TestClock;
}

/** As cheap as argon2 goes: the tests hash many passwords and guard none. */
export const CHEAP = { memoryCost: 8, timeCost: 1, parallelism: 1 };
/** Tests about keys let weeks pass at once. */
const LONGEST_IDLE = '30d';
/** All tests come from one address. */
const MANY_ATTEMPTS = { perAccount: 1000, perAddress: 1000, codesPerAddress: 1000 };

const SHARED_MEMORY = '/dev/shm';
/** Bytes; a container often has 64 MB of it, which Chromium wants for itself. */
const ROOM = 1024 ** 3;

/** Most tests start a server and prove nothing of disks, on which each would wait for its writes. */
const IN_MEMORY = hasRoom(SHARED_MEMORY) ? SHARED_MEMORY : tmpdir();

function hasRoom(folder: string): boolean {
  if (!existsSync(folder)) return false;
  const { bavail, bsize } = statfsSync(folder);
  return bavail * bsize >= ROOM;
}

/** Whoever calls it closes it; inside a test rather take `testServer`. */
export async function startTestServer(options: TestServerOptions = {}): Promise<TestServer> {
  const { environment, clock = new TestClock(), ...rest } = options;
  const dataDir = options.dataDir ?? (await temporaryFolder(IN_MEMORY));
  const lines: string[] = [];
  const secrets = new Secrets();
  const server = await startServer({
    passwordCost: CHEAP,
    attemptLimits: MANY_ATTEMPTS,
    ...rest,
    config: readConfig({
      PORT: '0',
      KEYTURN_DATA_DIR: dataDir,
      KEYTURN_LOG_LEVEL: 'debug',
      // Tests ask nobody outside this machine.
      KEYTURN_BREACHED_PASSWORDS: 'off',
      KEYTURN_SESSION_IDLE: LONGEST_IDLE,
      ...environment,
    }),
    now: clock.now,
    monotonic: clock.monotonic,
    output: collect(lines),
  });
  secrets.add(server.setupCode);
  return {
    ...server,
    secrets,
    request: requester(server.address, secrets),
    clock,
    dataDir,
    log: () => lines.join(''),
    async close() {
      await server.close();
      if (!options.dataDir) await rm(dataDir, { recursive: true });
      secrets.expectNoneIn(lines.join(''));
    },
  };
}

/** A server that is closed when the test ends. */
export async function testServer(options?: TestServerOptions): Promise<TestServer> {
  const server = await startTestServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** A folder that is removed when the test ends. */
export async function testFolder(): Promise<string> {
  const folder = await temporaryFolder(tmpdir());
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

function temporaryFolder(parent: string): Promise<string> {
  return mkdtemp(join(parent, 'keyturn-test-'));
}

function collect(lines: string[]): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      lines.push(chunk.toString());
      done();
    },
  });
}
