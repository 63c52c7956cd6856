import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { verdict } from '../support/summary-reporter.ts';

test.each([
  [{ passed: 3, failed: 0, skipped: 0 }, false, '3 passed, 0 failed', true],
  [{ passed: 3, failed: 1, skipped: 0 }, false, '3 passed, 1 failed', false],
  [{ passed: 3, failed: 0, skipped: 2 }, false, '3 passed, 0 failed, 2 skipped', true],
  [{ passed: 3, failed: 0, skipped: 2 }, true, '3 passed, 2 failed, 2 skipped', false],
  [{ passed: 0, failed: 0, skipped: 0 }, false, '0 passed, 0 failed', false],
  [{ passed: 0, failed: 0, skipped: 4 }, false, '0 passed, 0 failed, 4 skipped', false],
])('%j, CI %s: %s', (totals, ci, line, good) => {
  expect(verdict(totals, ci)).toEqual({ line, good });
});

const ROOT = resolve(import.meta.dirname, '../..');
const REPORTER = resolve(ROOT, 'test/support/summary-reporter.ts');

/** Runs Vitest itself over one file, from a folder where it finds its packages. */
async function runOver(file: string, ci = ''): Promise<{ code: number; lastLine: string }> {
  const folder = await mkdtemp(join(ROOT, 'node_modules/.summary-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  await writeFile(
    join(folder, 'vitest.config.ts'),
    `import { SummaryReporter } from ${JSON.stringify(REPORTER)};
     export default { test: { include: ['one.ts'], exclude: [], reporters: ['default', new SummaryReporter()] } };`,
  );
  await writeFile(join(folder, 'one.ts'), `import { test } from 'vitest';\n${file}`);
  const vitest = spawn(process.execPath, [join(ROOT, 'node_modules/vitest/vitest.mjs'), 'run'], {
    cwd: folder,
    env: { ...process.env, CI: ci },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const [output, [code]] = await Promise.all([text(vitest.stdout), once(vitest, 'close')]);
  return { code, lastLine: output.trimEnd().split('\n').at(-1) ?? '' };
}

test.each([
  ['passes', 'test("a", () => {});', '', 0, '1 passed, 0 failed'],
  [
    'has a skipped test',
    'test("a", () => {}); test.skip("b");',
    '',
    0,
    '1 passed, 0 failed, 1 skipped',
  ],
  [
    'has a skipped test in CI',
    'test("a", () => {}); test.skip("b");',
    'true',
    1,
    '1 passed, 1 failed, 1 skipped',
  ],
  ['fails', 'test("a", () => { throw new Error("no"); });', '', 1, '0 passed, 1 failed'],
  ['does not load', 'throw new Error("no");', '', 1, '0 passed, 1 failed'],
  [
    'rejects beside its tests',
    'Promise.reject(new Error("no")); test("a", () => {});',
    '',
    1,
    '1 passed, 1 failed',
  ],
])('a run that %s ends so', { timeout: 30_000 }, async (_what, file, ci, code, lastLine) => {
  expect(await runOver(file, ci)).toEqual({ code, lastLine });
});
