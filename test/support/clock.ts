export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A clock that stands still until told otherwise. */
export class TestClock {
  #now = Date.parse('2026-11-21T09:00:00.000Z');
  #monotonic = 0;

  readonly now = (): number => this.#now;
  readonly monotonic = (): number => this.#monotonic;

  /** Time passes. */
  advance(milliseconds: number): void {
    this.#now += milliseconds;
    this.#monotonic += milliseconds;
  }

  /** Someone sets the clock: no time passes. */
  set(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
