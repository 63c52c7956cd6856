import type { Reporter, TestModule, TestRunEndReason, Vitest } from 'vitest/node';

export interface Totals {
  passed: number;
  failed: number;
  skipped: number;
}

/**
 * Ends the run with the one line `N passed, N failed`, and `, N skipped` where some
 * were. A run without tests fails, and where CI is set a skipped test is a failed one.
 */
export class SummaryReporter implements Reporter {
  readonly #ci: boolean;
  #vitest: Vitest | undefined;

  constructor(environment: Record<string, string | undefined> = process.env) {
    this.#ci = Boolean(environment.CI) && environment.CI !== 'false';
  }

  onInit(vitest: Vitest): void {
    this.#vitest = vitest;
  }

  onTestRunEnd(
    modules: readonly TestModule[],
    unhandledErrors: readonly unknown[],
    reason: TestRunEndReason,
  ): void {
    const totals = count(modules, unhandledErrors.length);
    const { line, good } = verdict(totals, this.#ci);
    if (!good || reason !== 'passed') process.exitCode = 1;
    // After every other reporter's last words, which come while the run ends.
    this.#vitest?.onClose(() => console.log(line));
  }
}

/** What fails outside any test (a file that does not load, a hook) counts as a failed one. */
function count(modules: readonly TestModule[], errors: number): Totals {
  const totals: Totals = { passed: 0, failed: errors, skipped: 0 };
  for (const module of modules) {
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') totals.passed += 1;
      else if (state === 'failed') totals.failed += 1;
      else totals.skipped += 1;
    }
    totals.failed += module.errors().length;
    for (const suite of module.children.allSuites()) totals.failed += suite.errors().length;
  }
  return totals;
}

export function verdict(totals: Totals, ci: boolean): { line: string; good: boolean } {
  const { passed, skipped } = totals;
  const failed = totals.failed + (ci ? skipped : 0);
  const good = failed === 0 && passed > 0;
  const shown = [`${passed} passed`, `${failed} failed`];
  if (skipped > 0) shown.push(`${skipped} skipped`);
  return { line: shown.join(', '), good };
}
