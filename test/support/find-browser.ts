import { execFile } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { chromium } from 'playwright-core';

const run = promisify(execFile);

/** Google's own Chrome is not among them: since version 137 it ignores --load-extension. */
const NAMES = ['chromium', 'chromium-browser', 'ungoogled-chromium'];
const PLACES = [
  '/usr/bin/chromium',
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  join(process.env.LOCALAPPDATA ?? '', 'Chromium', 'Application', 'chrome.exe'),
];

const ADVICE =
  'Install Chromium (Debian: apt-get install chromium; elsewhere: npx playwright-core install chromium), or set KEYTURN_CHROMIUM to the path of one.';

/** The path of a Chromium that loads extensions; undefined when there is none yet. */
export async function findBrowser(): Promise<string | undefined> {
  const named = process.env.KEYTURN_CHROMIUM;
  if (named) {
    if (await works(named)) return named;
    throw new Error(`KEYTURN_CHROMIUM=${named} is not a browser that starts. ${ADVICE}`);
  }
  const onPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => NAMES.map((name) => join(folder, name)));
  for (const path of [...PLACES, chromium.executablePath(), ...onPath]) {
    if (await works(path)) return path;
  }
  return undefined;
}

/** Finds a Chromium, or installs one by the system's way; throws with the next step. */
export async function requireBrowser(tell: (line: string) => void = () => {}): Promise<string> {
  const found = await findBrowser();
  if (found) return found;
  const failures: string[] = [];
  for (const { name, steps } of waysToInstall()) {
    tell(`Installing Chromium by ${name} …`);
    try {
      for (const [command, ...args] of steps) {
        await run(command, args, { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
      }
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : error}`);
    }
    const installed = await findBrowser();
    if (installed) return installed;
  }
  throw new Error(['There is no Chromium.', ...failures, ADVICE].join('\n'));
}

type Step = [command: string, ...args: string[]];

function waysToInstall(): { name: string; steps: Step[] }[] {
  const isRoot = process.getuid?.() === 0;
  const playwright = join(
    dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'cli.js',
  );
  // Its system libraries come from the package manager, which only root may ask.
  const withDeps = isRoot && process.platform === 'linux' ? ['--with-deps'] : [];
  return [
    ...(isRoot && runnable('/usr/bin/apt-get')
      ? [
          {
            name: 'apt-get',
            steps: [
              ['apt-get', 'update'],
              // A machine bare of a browser may lack curl too, which a test runs for real.
              ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium', 'curl'],
            ] satisfies Step[],
          },
        ]
      : []),
    {
      name: 'playwright-core',
      steps: [[process.execPath, playwright, 'install', ...withDeps, 'chromium']],
    },
  ];
}

/** Starting it tells a browser from a wrapper that only asks to install one. */
async function works(path: string): Promise<boolean> {
  if (!runnable(path)) return false;
  // Windows opens a window for --version.
  if (process.platform === 'win32') return true;
  const { stdout } = await run(path, ['--version'], { timeout: 20_000 }).catch(() => ({
    stdout: '',
  }));
  return /^(Chromium|Google Chrome for Testing) /.test(stdout);
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
