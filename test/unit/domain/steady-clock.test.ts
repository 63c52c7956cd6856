import { describe, expect, test } from 'vitest';
import {
  type ClockState,
  CONFIRMED_AFTER,
  lookAtClock,
  TOLERANCE,
} from '../../../server/domain/keys/steady-clock.ts';

const HOUR = 3_600_000;
const YEAR = 365 * 24 * HOUR;
const START = 1_790_000_000_000;

/** One server's looks at its clock; what is believed goes into the store, as the sweep puts it. */
class Looks {
  wall = START;
  monotonic = 500;
  seenAt: number | null = null;
  #state: ClockState | null = null;

  /** How far ahead the clock is told to be, after that much time and that much setting. */
  after(time: number, set = 0): number | null {
    this.wall += time + set;
    this.monotonic += time;
    const { wall, monotonic } = this;
    const { state, ahead } = lookAtClock(this.#state, { wall, monotonic }, this.seenAt);
    this.#state = state;
    if (ahead === null) this.seenAt = wall;
    return ahead;
  }

  /** The server is down for that long, and its monotonic clock begins anew. */
  restart(down: number): void {
    this.#state = null;
    this.wall += down;
    this.monotonic = 0;
  }

  hourly(hours: number): (number | null)[] {
    return Array.from({ length: hours }, () => this.after(HOUR));
  }
}

const started = () => {
  const looks = new Looks();
  expect(looks.after(0)).toBeNull();
  return looks;
};

test('a clock that runs on is believed, however long nobody looked', () => {
  const looks = started();
  expect(looks.hourly(100).every((ahead) => ahead === null)).toBe(true);
  expect(looks.after(YEAR)).toBeNull();
});

describe('a clock that is set forward', () => {
  test('is believed within the tolerance, and not beyond it', () => {
    expect(started().after(HOUR, TOLERANCE)).toBeNull();
    expect(started().after(HOUR, TOLERANCE + 1)).toBe(TOLERANCE + 1);
  });

  test('is doubted until it is set right', () => {
    const looks = started();
    expect(looks.after(HOUR, YEAR)).toBe(YEAR);
    expect(looks.hourly(10)).toEqual(Array(10).fill(YEAR));
    expect(looks.after(HOUR, -YEAR)).toBeNull();
    expect(looks.seenAt).toBe(START + 12 * HOUR);
  });

  test('is believed after it has run evenly for long enough', () => {
    const looks = started();
    looks.after(HOUR, YEAR);
    expect(looks.after(CONFIRMED_AFTER - 1)).toBe(YEAR);
    expect(looks.after(1)).toBeNull();
    expect(looks.after(HOUR)).toBeNull();
  });

  test('begins to prove itself anew when it is set once more', () => {
    const looks = started();
    looks.after(HOUR, YEAR);
    looks.after(20 * HOUR);
    expect(looks.after(HOUR, YEAR)).toBe(2 * YEAR);
    expect(looks.after(20 * HOUR)).toBe(2 * YEAR);
    expect(looks.after(4 * HOUR)).toBeNull();
  });

  test('is still doubted after a restart', () => {
    const looks = started();
    looks.after(HOUR, YEAR);
    looks.after(20 * HOUR);
    looks.restart(0);
    expect(looks.after(0)).toBeGreaterThan(YEAR);
    expect(looks.after(20 * HOUR)).toBeGreaterThan(YEAR);
    expect(looks.after(4 * HOUR)).toBeNull();
  });
});

describe('a server that was down', () => {
  test('for a short while goes on at once', () => {
    const looks = started();
    looks.restart(TOLERANCE);
    expect(looks.after(0)).toBeNull();
  });

  test('for long lets the clock prove itself, which may as well have been set', () => {
    const looks = started();
    looks.restart(YEAR);
    expect(looks.after(0)).toBe(YEAR);
    expect(looks.after(CONFIRMED_AFTER)).toBeNull();
  });
});

test('a clock that is set back is believed, and doubted when it comes back', () => {
  const looks = started();
  expect(looks.after(HOUR, -YEAR)).toBeNull();
  expect(looks.after(HOUR)).toBeNull();
  expect(looks.after(HOUR, YEAR)).toBe(YEAR);
});

describe('another server on the same store', () => {
  test('that sees time pass elsewhere keeps the doubt alive', () => {
    const looks = started();
    looks.after(HOUR, YEAR);
    for (let hour = 2; hour < 60; hour++) {
      looks.seenAt = START + hour * HOUR;
      expect(looks.after(HOUR)).toBe(YEAR);
    }
  });

  test('that has found the clock to be right ends the doubt', () => {
    const looks = started();
    looks.after(HOUR, YEAR);
    looks.seenAt = looks.wall;
    expect(looks.after(HOUR)).toBeNull();
  });
});
