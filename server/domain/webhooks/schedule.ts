/** When a delivery is tried, and tried again. All in milliseconds. */
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** From the end of each failed attempt to the next one; after the last there is none. */
export const RETRY_DELAYS: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  HOUR,
  3 * HOUR,
  8 * HOUR,
  16 * HOUR,
  DAY,
  DAY,
];
/** Each delay is longer or shorter by up to this part of it. */
export const JITTER = 0.2;

/** For one attempt, from looking up the host to the end of the answer. */
export const ATTEMPT_LIMIT = 15 * SECOND;
/**
 * An attempt that has begun is nobody else's for this long: enough for it, and for writing
 * down how it went. One that a crash has cut short is made again after it.
 */
export const LEASE = 40 * SECOND;

/** While a webhook is paused, or its key does not work, what waits is looked at this often… */
export const HELD_INTERVAL = 5 * MINUTE;
/** … and given up when it is this old. */
export const HELD_LIMIT = 3 * DAY;

/** A webhook is stopped when a delivery has failed for good and none succeeded for this long. */
export const FAILING_LIMIT = 5 * DAY;

/** Deliveries that are over are kept this long, and of each webhook about this many. */
export const KEPT_FOR = 30 * DAY;
export const KEPT_PER_WEBHOOK = 100;

/** How long after the attempt number `attempts` the next one is; null: there is none. */
export function retryDelay(attempts: number, random: () => number): number | null {
  const delay = RETRY_DELAYS[attempts - 1];
  return delay === undefined ? null : Math.round(delay * (1 + JITTER * (2 * random() - 1)));
}
