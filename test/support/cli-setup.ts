import { execFile } from 'node:child_process';
import { cp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';

const ROOT = resolve(import.meta.dirname, '../..');
const OUT = join(ROOT, 'node_modules/.cache/keyturn-cli-test');

/** `keyturn` compiled as `npm run build:server` does, beside whatever `dist` holds. */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  await rm(OUT, { recursive: true, force: true });
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  const args = ['-p', join(ROOT, 'server/tsconfig.json'), '--outDir', OUT];
  await promisify(execFile)(tsc, args).catch((error) => {
    throw new Error(`The server does not compile:\n${(error as { stdout: string }).stdout}`);
  });
  await cp(join(ROOT, 'package.json'), join(OUT, 'package.json'));
  project.provide('keyturn', join(OUT, 'server/cli/main.js'));
  return () => rm(OUT, { recursive: true, force: true });
}

declare module 'vitest' {
  export interface ProvidedContext {
    /** The compiled `cli/main.js`. */
    keyturn: string;
  }
}
