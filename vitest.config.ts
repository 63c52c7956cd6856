import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { SummaryReporter } from './test/support/summary-reporter.ts';

const PROCESSES = [
  'test/server/main.test.ts',
  'test/server/store/json/crash.test.ts',
  'test/server/webhooks/crash.test.ts',
  'test/server/webhooks/documented.test.ts',
];

const UNIT = { setupFiles: ['test/support/english.ts'], pool: 'threads' as const };

/** These replace a module, which must not reach another file: each loads everything anew. */
const REPLACING = readdirSync('test/unit', { recursive: true, encoding: 'utf8' })
  .map((name) => join('test/unit', name))
  .filter((file) => file.endsWith('.test.ts'))
  .filter((file) => /\bvi\.(mock|doMock)\(/.test(readFileSync(file, 'utf8')));

export default defineConfig({
  test: {
    reporters: ['default', new SummaryReporter()],
    // Much of a test is waiting: one worker less than there are cores, as is the default, idles.
    maxWorkers: '100%',
    // Loading Express or Playwright anew for each file takes longer than most files.
    isolate: false,
    testTimeout: 20_000,
    projects: [
      {
        extends: true,
        test: { ...UNIT, name: 'unit', include: ['test/unit/**/*.test.ts'], exclude: REPLACING },
      },
      {
        extends: true,
        test: { ...UNIT, name: 'unit-isolated', include: REPLACING, isolate: true },
      },
      {
        extends: true,
        test: {
          name: 'server',
          include: ['test/server/**/*.test.ts'],
          exclude: PROCESSES,
        },
      },
      // These start processes, a second for each case: no part of test:fast.
      {
        extends: true,
        test: { name: 'processes', include: ['test/runner/**/*.test.ts', ...PROCESSES] },
      },
      // What can go wrong around a server; `npm run test:torture` goes on for longer.
      { extends: true, test: { name: 'torture', include: ['test/torture/**/*.test.ts'] } },
      // 20,000 requests, in a minute on two cores.
      {
        extends: true,
        test: {
          name: 'property',
          include: ['test/property/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'postgres',
          include: ['test/postgres/**/*.test.ts'],
          globalSetup: ['test/support/postgres-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'gateways',
          include: ['test/gateways/**/*.test.ts'],
          globalSetup: ['test/support/gateways-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Each command of keyturn, compiled, as a process.
      {
        extends: true,
        test: {
          name: 'cli',
          include: ['test/cli/**/*.test.ts'],
          globalSetup: ['test/support/cli-setup.ts', 'test/support/postgres-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/support/browser-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          // As patient as Playwright's own waiting.
          expect: { poll: { timeout: 30_000 } },
        },
      },
      {
        extends: true,
        test: {
          name: 'firefox',
          include: ['test/firefox/**/*.test.ts'],
          globalSetup: ['test/support/firefox-setup.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
        },
      },
    ],
  },
});
