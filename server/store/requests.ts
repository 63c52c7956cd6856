/**
 * The record of what was checked with each key. Kept apart from transactions: it is
 * written in the background, may lose its newest lines in a crash, and is bounded.
 */
import type { CheckCode } from '../../shared/contract/check.ts';

/** One request that was checked with a key. */
export interface RequestRow {
  /** Unique; of one millisecond, a later one has the greater id. */
  id: string;
  keyId: string;
  /** Milliseconds since the epoch. */
  at: number;
  outcome: CheckCode;
  scopes: readonly string[];
  method: string | null;
  path: string | null;
  ip: string | null;
}

/** How many requests of a key were allowed and refused on one day. */
export interface DayRow {
  keyId: string;
  /** In UTC, `2026-11-21`. */
  day: string;
  allowed: number;
  refused: number;
}

/** Of each key, the newest requests; all that is older goes. */
export interface Keep {
  /** Requests of one key. */
  perKey: number;
  /** Requests from then on, in milliseconds since the epoch. */
  since: number;
  /** Days from then on, `2025-11-21`. */
  sinceDay: string;
}

export interface Requests {
  /**
   * Keys of one number are best appended together: to write a few such groups costs less
   * than a little of each.
   */
  near(keyId: string): number;
  /**
   * Adds requests, oldest first, and adds to the counts of days, all or none of it; a
   * request that is there already stays as it is. Throws `StoreUnavailable`. Now and then
   * it also lets go of what `keep` does not keep.
   */
  append(requests: readonly RequestRow[], days: readonly DayRow[], keep: Keep): Promise<void>;
  /** The key's newest, newest first: at least `limit` of those kept, if there are as many. */
  ofKey(keyId: string, limit: number): Promise<RequestRow[]>;
  /** From that day on, oldest first, without days that have no request. */
  days(keyId: string, sinceDay: string): Promise<DayRow[]>;
  /** Lets go of what is too old, and of what keys left behind that have been deleted. */
  tidy(keep: Keep): Promise<void>;
}

/** When a key was last used, in milliseconds since the epoch. */
export type Use = readonly [keyId: string, at: number];
