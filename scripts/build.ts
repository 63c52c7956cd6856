/** Builds what is missing or older than its sources; says nothing unless it fails. */
import { spawn } from 'node:child_process';
import { readdir, stat, utimes } from 'node:fs/promises';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '..');
const COMMON = ['package.json', 'package-lock.json', 'shared'];

/** `script` in package.json makes `product` out of `sources`. */
const PARTS = {
  server: {
    script: 'build:server',
    product: 'dist/server/main.js',
    sources: ['server', ...COMMON],
  },
  chrome: {
    script: 'build:chrome',
    product: '.output/chrome-mv3/manifest.json',
    sources: ['extension', 'wxt.config.ts', 'tsconfig.json', ...COMMON],
  },
  firefox: {
    script: 'build:firefox',
    product: '.output/firefox-mv3/manifest.json',
    sources: ['extension', 'wxt.config.ts', 'tsconfig.json', ...COMMON],
  },
};
export type Part = keyof typeof PARTS;

export const SERVER_MAIN = join(ROOT, PARTS.server.product);
export const CHROME_FOLDER = join(ROOT, '.output/chrome-mv3');
export const FIREFOX_MANIFEST = join(ROOT, PARTS.firefox.product);

/** `onStart` is told of each part that has to be built. Throws `BuildFailed`. */
export async function buildStale(
  parts: readonly Part[],
  onStart: (part: Part) => void = () => {},
): Promise<void> {
  // One after the other: both extension builds write to .wxt.
  for (const part of parts) {
    const { script, product, sources } = PARTS[part];
    const built = await changedAt(join(ROOT, product));
    if (built > (await newest(sources))) continue;
    onStart(part);
    const startedAt = new Date();
    await runScript(script);
    // What changed while it was being built makes it stale again.
    await utimes(join(ROOT, product), startedAt, startedAt);
  }
}

export class BuildFailed extends Error {
  override name = 'BuildFailed';
}

/** Milliseconds since the epoch; 0: it is not there. */
async function changedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

/** Folders count too: theirs is the time at which a file was last removed. */
async function newest(sources: string[]): Promise<number> {
  const below = await Promise.all(
    sources.map(async (source) => {
      const path = join(ROOT, source);
      if (!(await stat(path)).isDirectory()) return [path];
      const inside = await readdir(path, { recursive: true });
      return [path, ...inside.map((name) => join(path, name))];
    }),
  );
  return Math.max(...(await Promise.all(below.flat().map(changedAt))));
}

async function runScript(script: string): Promise<void> {
  const output: Buffer[] = [];
  const child = spawn('npm', ['run', '--silent', script], {
    cwd: ROOT,
    // What is shipped: a test run says "test", and would get JSX for debugging.
    env: { ...process.env, NODE_ENV: 'production' },
    shell: process.platform === 'win32',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => output.push(chunk));
  const code = await new Promise<number | null>((settle, reject) => {
    child.once('error', reject).once('close', settle);
  });
  if (code !== 0) {
    throw new BuildFailed(`npm run ${script} failed:\n${Buffer.concat(output)}`);
  }
}
