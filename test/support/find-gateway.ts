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
  if (await install(missing, ['nginx-light', 'caddy'], tell)) return search();
  tell(`There is no ${missing.join(' and no ')}; Debian: apt-get install nginx-light caddy`);
  return found;
}

/** By the system's way; false where that is not ours to do. */
export async function install(
  missing: readonly string[],
  packages: readonly string[],
  tell: (line: string) => void,
): Promise<boolean> {
  if (process.getuid?.() !== 0 || !runnable('/usr/bin/apt-get')) return false;
  tell(`Installing ${missing.join(' and ')} by apt-get …`);
  // Debian starts what it installs, except in run level 1: these tests start their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' };
  const apt = (...args: string[]) => run('apt-get', args, { env });
  await apt('update')
    .then(() => apt('install', '-y', '--no-install-recommends', ...packages))
    .catch((error: Error) => tell(error.message));
  return true;
}

async function search(): Promise<Gateways> {
  const [nginx, caddy] = await Promise.all([find('nginx'), find('caddy')]);
  return { nginx, caddy };
}

async function find(name: GatewayName): Promise<string | null> {
  for (const path of placesOf(name)) if (await works(name, path)) return path;
  return null;
}

/** Where programs of that name are. */
export function placesOf(name: string): string[] {
  // Debian keeps servers where only root looks.
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, name)).filter(runnable);
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
