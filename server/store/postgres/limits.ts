import type { LaneLimits } from './lanes.ts';

/** Every limit of the PostgreSQL store, in milliseconds where not said otherwise. */

/**
 * Connections of one server: writes and listings, and checks apart from them so that a
 * burst of writes does not hold up a check. With the stream's own, four servers fit
 * into PostgreSQL's default of 100.
 */
export const STORE_CONNECTIONS = 12;
export const CHECK_CONNECTIONS = 6;

/**
 * Transactions at once, and pieces of work that share one: those that come meanwhile. Each
 * transaction costs PostgreSQL a beginning and a flush to disk, and both sides a wake-up:
 * four at once took half as much processor time again for each key created as two.
 */
export const TRANSACTION_LANES: LaneLimits = { atOnce: 2, slowAfter: 50, most: 6 };
export const WORKS_TOGETHER = 32;

/** The same for questions that nearly every request asks. */
export const GATHERING_LANES: LaneLimits = { atOnce: 1, slowAfter: 25, most: 4 };
export const GATHERED_TOGETHER = 64;

/** To get a connection, free or new. */
export const CONNECT_LIMIT = 2_000;
/** For one statement: by PostgreSQL, and by us in case that it does not answer at all. */
export const STATEMENT_LIMIT = 4_000;
export const ANSWER_LIMIT = 5_000;
/** For one look-up of a check, connecting and asking each: whoever asks for it is waiting. */
export const CHECK_LIMIT = 1_000;
/** How long PostgreSQL lets an open transaction wait for us before it undoes it. */
export const IDLE_TRANSACTION_LIMIT = 10_000;

/** How long a transaction is tried again on conflicts with others. */
export const CONFLICT_LIMIT = 10_000;
/** How long the fate of a commit without an answer is looked for. */
export const FATE_LIMIT = 5_000;

/**
 * The notification stream is asked for a sign of life this often, and given up when one
 * stays away this long. Notifications come in order with the answers, so an answer says
 * that memory is as new as the question; memory counts for `STREAM_LEASE` from then. A
 * dead stream is thus noticed within a second even if nothing tells us.
 */
export const BEAT_INTERVAL = 250;
export const BEAT_LIMIT = 500;
export const STREAM_LEASE = 1_000;
export const RECONNECT_DELAY = { first: 50, most: 1_000 };

/**
 * While PostgreSQL is away, checks go on from memory this long: enough for a restart or
 * a failover, and a bound on how long another server's revoke may go unseen.
 */
export const AWAY_LIMIT = 60_000;
/** How often a check tries whether it is back; all others meanwhile answer from memory. */
export const AWAY_RETRY = 250;

/** How often entries of the audit log are looked for that have no place in their chain yet. */
export const SEAL_INTERVAL = 1_000;

/** Keys in memory, about 1 kB each. */
export const CACHED_KEYS = 100_000;
/** Unknown hashes in memory: kept apart, so that a flood of them drives out no key. */
export const CACHED_MISSES = 10_000;
/**
 * New keys are not notified (a NOTIFY makes commits wait for each other), so a hash that
 * was asked for before its key was made is believed unknown for this long elsewhere.
 */
export const MISS_LIFETIME = 1_000;
