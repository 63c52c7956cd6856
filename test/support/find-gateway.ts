import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** How each is told from another program of that name. */
const VERSION = {
  nginx: { args: ['-V'], shows: /--with-http_auth_request_module/ },
  caddy: { args: ['version'], shows: /^v?2\.\d/ },
} as const;

export type GatewayName = keyof typeof VERSION;
/** The path of each; null where there is none. */
export type Gateways = Record<GatewayName, string | null>;

/** Finds nginx and Caddy, or installs them by the system's way, which only root may. */
export async function findGateways(tell: (line: string) => void): Promise<Gateways> {
  const found = await search();
  const missing = (Object.keys(VERSION) as GatewayName[]).filter((name) => !found[name]);
  if (missing.length === 0) return found;
  if (process.getuid?.() === 0 && runnable('/usr/bin/apt-get')) {
    tell(`Installing ${missing.join(' and ')} by apt-get …`);
    await install().catch((error: Error) => tell(error.message));
    return search();
  }
  tell(`There is no ${missing.join(' and no ')}; Debian: apt-get install nginx-light caddy`);
  return found;
}

async function install(): Promise<void> {
  // Debian starts what it installs, except in run level 1: these tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  await run('apt-get', ['update'], { env });
  const packages = ['nginx-light', 'caddy'];
  await run('apt-get', ['install', '-y', '--no-install-recommends', ...packages], { env });
}

async function search(): Promise<Gateways> {
  const [nginx, caddy] = await Promise.all([find('nginx'), find('caddy')]);
  return { nginx, caddy };
}

async function find(name: GatewayName): Promise<string | null> {
  // Debian keeps nginx where only root looks.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  for (const folder of folders) {
    const path = join(folder, name);
    if (runnable(path) && (await works(name, path))) return path;
  }
  return null;
}

async function works(name: GatewayName, path: string): Promise<boolean> {
  const { args, shows } = VERSION[name];
  const { stdout, stderr } = await run(path, [...args], { timeout: 20_000 }).catch(() => ({
    stdout: '',
    stderr: '',
  }));
  return shows.test(stdout || stderr);
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
