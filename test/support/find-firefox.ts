import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

const NAMES = ['firefox-esr', 'firefox'];
const PLACES = [
  '/snap/bin/firefox',
  '/Applications/Firefox.app/Contents/MacOS/firefox',
  join(process.env.PROGRAMFILES ?? '', 'Mozilla Firefox', 'firefox.exe'),
];
const ADVICE =
  'Install Firefox (Debian: apt-get install firefox-esr), or set KEYTURN_FIREFOX to the path of one.';

/** The path of a Firefox, installed by the system's way where there is none; null: it cannot be had. */
export async function findFirefox(tell: (line: string) => void): Promise<string | null> {
  const named = process.env.KEYTURN_FIREFOX;
  if (named) {
    if (await works(named)) return named;
    throw new Error(`KEYTURN_FIREFOX=${named} is not a Firefox that starts. ${ADVICE}`);
  }
  const found = await search();
  if (found) return found;
  if (process.getuid?.() === 0 && runnable('/usr/bin/apt-get')) {
    tell('Installing Firefox by apt-get …');
    await install().catch((error: Error) => tell(error.message));
    const installed = await search();
    if (installed) return installed;
  }
  tell(`There is no Firefox. ${ADVICE}`);
  return null;
}

async function install(): Promise<void> {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update'], { env });
  await run('apt-get', ['install', '-y', '--no-install-recommends', 'firefox-esr'], { env });
}

async function search(): Promise<string | null> {
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  for (const path of [...onPath, ...PLACES]) {
    if (await works(path)) return path;
  }
  return null;
}

/** Starting it tells a browser from a wrapper that only asks to install one. */
async function works(path: string): Promise<boolean> {
  if (!runnable(path)) return false;
  const { stdout } = await run(path, ['--version'], { timeout: 20_000 }).catch(() => ({
    stdout: '',
  }));
  return /Firefox \d/.test(stdout);
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
