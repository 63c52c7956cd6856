/** Compiles the servers under measurement, Keyturn's among them, as `npm run build` does. */
import { execFile } from 'node:child_process';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';

export const ROOT = resolve(import.meta.dirname, '../../..');
const OUT = join(ROOT, 'node_modules/.cache/keyturn-bench');

/** Of Keyturn itself. */
export const KEYTURN_MAIN = join(OUT, 'server/main.js');

/** A file of `test/bench/`, compiled. */
export function compiled(name: string): string {
  return join(OUT, 'test/bench', `${name}.js`);
}

export async function build(): Promise<void> {
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  await promisify(execFile)(tsc, ['-p', join(ROOT, 'test/bench/tsconfig.json')]).catch((error) => {
    throw new Error(`The servers do not compile:\n${(error as { stdout: string }).stdout}`);
  });
  await cp(join(ROOT, 'package.json'), join(OUT, 'package.json'));
}

/**
 * Installs better-auth, which is a package of its own because the optional peers of its
 * API-key plugin contradict those of Keyturn's tools.
 */
export async function installBetterAuth(): Promise<void> {
  const folder = join(ROOT, 'test/bench/better-auth');
  const args = ['ci', '--prefix', folder, '--ignore-scripts', '--no-audit', '--no-fund'];
  await promisify(execFile)('npm', args, { shell: process.platform === 'win32' });
}
