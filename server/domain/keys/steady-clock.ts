/**
 * Whether the clock can be believed, for what cannot be undone. A clock that was set
 * wrong looks like a long time that has passed, so the server counts along: by its
 * monotonic clock while it runs, and by how far it has seen time before it started.
 * All in milliseconds; `wall` since the epoch, `monotonic` since whenever.
 */
export interface Reading {
  wall: number;
  monotonic: number;
}

export interface ClockState {
  /** The last reading that was believed. */
  believed: Reading;
  /** The first of those that were too far ahead of it, with what `seenAt` was then. */
  doubted: (Reading & { seenAt: number | null }) | null;
}

const DAY = 24 * 3_600_000;
/**
 * A clock may be this far ahead: for a sleeping computer, and for a server that was
 * down. What falls due by it would have been due a day later.
 */
export const TOLERANCE = DAY;
/** A clock that is further ahead is believed after it has run on evenly for this long. */
export const CONFIRMED_AFTER = DAY;

/**
 * Looks at the clock again. `seenAt` is how far any server on this store has seen time,
 * null where none has looked yet. `ahead` is how far the clock is in front of what can be
 * believed, null where it is believed. A clock that was set back is believed: by it,
 * nothing is due too early.
 */
export function lookAtClock(
  before: ClockState | null,
  now: Reading,
  seenAt: number | null,
): { state: ClockState; ahead: number | null } {
  // While this one doubts, another server may know better: that time has passed, or not.
  const doubted = before?.doubted ?? null;
  const isTold = doubted !== null && doubted.seenAt !== seenAt;
  const believed =
    before && !isTold ? before.believed : { wall: seenAt ?? now.wall, monotonic: now.monotonic };
  const ahead = advance(believed, now);
  if (ahead <= TOLERANCE) return { state: { believed: now, doubted: null }, ahead: null };
  if (!doubted || isTold || Math.abs(advance(doubted, now)) > TOLERANCE) {
    return { state: { believed, doubted: { ...now, seenAt } }, ahead };
  }
  if (now.monotonic - doubted.monotonic >= CONFIRMED_AFTER) {
    return { state: { believed: now, doubted: null }, ahead: null };
  }
  return { state: { believed, doubted }, ahead };
}

/** How much further the wall clock has gone since `from` than time has passed. */
function advance(from: Reading, to: Reading): number {
  return to.wall - from.wall - (to.monotonic - from.monotonic);
}
