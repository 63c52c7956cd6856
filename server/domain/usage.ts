import { setImmediate } from 'node:timers/promises';
import type { CheckCode } from '../../shared/contract/check.ts';
import { every } from '../every.ts';
import { ShardedMap } from '../sharded-map.ts';
import type { DayRow, Keep, RequestRow, Use } from '../store/requests.ts';
import type { Store } from '../store/store.ts';
import {
  dayName,
  dayRows,
  type KeyPending,
  type Note,
  Pending,
  type Seen,
} from './requests/pending.ts';

type RecordStore = Pick<Store, 'touch' | 'requests'>;

/**
 * What was done with each key: noted in memory at every check, written now and then, so
 * that a check never writes. A crash loses what came since the last flush.
 */
export interface Usage {
  /**
   * Puts a request on a key's record, refused ones too. `at` in milliseconds since the
   * epoch; `scopes`, which were asked for, is kept as it is and must not be changed.
   */
  record(
    keyId: string,
    at: number,
    outcome: CheckCode,
    scopes: readonly string[],
    seen: Seen,
  ): void;
  /** Newer than the store's or the same, or undefined when nothing is known here. */
  lastUsedAt(keyId: string): number | undefined;
  /** What waits to be stored of a key's record. */
  waiting(keyId: string): { requests: RequestRow[]; days: DayRow[] };
  /**
   * Runs what reads both `waiting` and the store while nothing goes from here to there,
   * again where something did: each request is met once.
   */
  settled<T>(read: () => Promise<T>): Promise<T>;
  /** What is kept, as of `now`. */
  keep(now: number): Keep;
  /** Of requests, how many were left out so far because too many waited. */
  readonly dropped: number;
  /**
   * Writes what was noted since the last time. What could not be written is kept for the
   * next time, and the error is passed on. One at a time.
   */
  flush(store: RecordStore, now: number): Promise<void>;
}

export interface UsageOptions {
  /** The most requests that are kept of a key. */
  requestsPerKey?: number;
  /** For how long; 0: only last uses and counts are kept. */
  requestsDays?: number;
  /** What ids of requests begin with, of no other process. */
  idPrefix?: string;
}

export const DAY_MS = 86_400_000;
/** Counts of days are kept for so long. */
const KEEP_COUNTS_DAYS = 366;
/** Requests and counts given to the store at a time: making more ready would hold up checks. */
const AT_ONCE = 300;
/** Keys looked at in one turn, for the same reason. */
const KEYS_AT_ONCE = 5_000;

export function createUsage({
  requestsPerKey = 200,
  requestsDays = 30,
  idPrefix = '',
}: UsageOptions = {}): Usage {
  const perKey = requestsDays === 0 ? 0 : requestsPerKey;
  let pending = new Pending(perKey);
  /** Kept until the next flush: a reader may hold rows from before they were written. */
  let written = new ShardedMap<KeyPending>();
  let number = 0;
  let dropped = 0;
  let flushes = 0;
  let flushing: Promise<unknown> = Promise.resolve();

  const keep = (now: number): Keep => ({
    perKey,
    since: now - requestsDays * DAY_MS,
    sinceDay: dayName(Math.floor(now / DAY_MS) - KEEP_COUNTS_DAYS),
  });

  const rowOf = (keyId: string, note: Note): RequestRow => ({
    id: idPrefix + note.number.toString(36).padStart(9, '0'),
    keyId,
    at: note.at,
    outcome: note.outcome,
    scopes: note.scopes,
    method: storable(note.method),
    path: storable(note.path),
    ip: storable(note.ip),
  });

  const requestRows = (keyId: string, key: KeyPending): RequestRow[] =>
    Array.from(key.inOrder(), (note) => rowOf(keyId, note));

  async function writeUses(store: RecordStore, batch: Pending): Promise<void> {
    let uses: Use[] = [];
    let failure: { error: unknown } | undefined;
    const write = async () => {
      const some = uses;
      uses = [];
      if (some.length === 0) return;
      try {
        // What is left after a failure is not even tried.
        if (failure) throw failure.error;
        await store.touch(some);
      } catch (error) {
        failure ??= { error };
        for (const [keyId, at] of some) {
          const key = pending.of(keyId);
          if (key.lastUsedAt === null || key.lastUsedAt < at) key.lastUsedAt = at;
        }
      }
    };
    for (const [keyId, { lastUsedAt }] of batch.keys) {
      if (lastUsedAt !== null) uses.push([keyId, lastUsedAt]);
      if (uses.length >= KEYS_AT_ONCE) await write();
    }
    await write();
    if (failure) throw failure.error;
  }

  /** Of those that are on the record, as they are best written together. */
  async function groupsOf({ requests }: RecordStore, batch: Pending) {
    const groups = new Map<number, [keyId: string, key: KeyPending][]>();
    let count = 0;
    for (const entry of batch.keys) {
      if (++count % KEYS_AT_ONCE === 0) await setImmediate();
      if (entry[1].days.length === 0) continue;
      const number = requests.near(entry[0]);
      const group = groups.get(number);
      if (group) group.push(entry);
      else groups.set(number, [entry]);
    }
    return groups.values();
  }

  async function writeRecord(store: RecordStore, batch: Pending, now: number): Promise<void> {
    let part: [keyId: string, key: KeyPending][] = [];
    let size = 0;
    let failure: { error: unknown } | undefined;
    const write = async () => {
      const some = part;
      part = [];
      size = 0;
      if (some.length === 0) return;
      const requests = some.flatMap(([keyId, key]) => requestRows(keyId, key));
      const days = some.flatMap(([keyId, key]) => dayRows(keyId, key));
      try {
        // What is left after a failure is not even tried.
        if (failure) throw failure.error;
        await store.requests.append(requests, days, keep(now));
      } catch (error) {
        failure ??= { error };
        for (const [keyId, key] of some) {
          pending.restore(keyId, { days: key.days, inOrder: [...key.inOrder()] });
        }
      }
    };
    for (const group of await groupsOf(store, batch)) {
      for (const entry of group) {
        part.push(entry);
        size += entry[1].notes.length + 1;
        if (size >= AT_ONCE) await write();
      }
    }
    await write();
    if (failure) throw failure.error;
  }

  return {
    record(keyId, at, outcome, scopes, seen) {
      const key = pending.of(keyId);
      const isAllowed = outcome === 'valid';
      key.count(at, isAllowed);
      // A working key that lacks the scope has made a request all the same.
      if (isAllowed || outcome === 'insufficient_scope' || outcome === 'rate_limited') {
        if (key.lastUsedAt === null || key.lastUsedAt < at) key.lastUsedAt = at;
      }
      pending.note(key, at, number++, outcome, scopes, seen);
    },
    lastUsedAt: (keyId) =>
      pending.keys.get(keyId)?.lastUsedAt ?? written.get(keyId)?.lastUsedAt ?? undefined,
    waiting(keyId) {
      const key = pending.keys.get(keyId);
      return key
        ? { requests: requestRows(keyId, key), days: dayRows(keyId, key) }
        : { requests: [], days: [] };
    },
    async settled(read) {
      for (;;) {
        await flushing;
        const before = flushes;
        const result = await read();
        if (before === flushes) return result;
      }
    },
    keep,
    get dropped() {
      return dropped + pending.dropped;
    },
    async flush(store, now) {
      const batch = pending;
      pending = new Pending(perKey);
      written = batch.keys;
      dropped += batch.dropped;
      if (batch.keys.size === 0) return;
      flushes += 1;
      const results = Promise.allSettled([writeUses(store, batch), writeRecord(store, batch, now)]);
      flushing = results;
      for (const result of await results) if (result.status === 'rejected') throw result.reason;
    },
  };
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is replaced
const UNSTORABLE = /[\u0000-\u001f\u007f]/g;

/** Well-formed and without control characters: it comes from strangers. */
function storable(text: string | null): string | null {
  return text === null ? null : text.toWellFormed().replace(UNSTORABLE, '\ufffd');
}

export interface FlushTimes {
  /** Between two flushes, in milliseconds. */
  flush: number;
  /** Between two times that the store lets go of what is too old, and before the first. */
  tidy: number;
  firstTidy: number;
}

/**
 * Flushes the usage again and again, without keeping the process alive. `stop` flushes a
 * last time; it throws what the store throws, and goes before `store.close()`. Failures
 * in between go to `onFailure`: nothing is lost by them yet.
 */
export function startUsageFlush(
  { usage, store, now }: { usage: Usage; store: RecordStore; now: () => number },
  times: FlushTimes,
  onFailure: (error: unknown) => void,
): { stop(): Promise<void> } {
  const flush = () => usage.flush(store, now());
  const tidy = () => store.requests.tidy(usage.keep(now()));
  const flushing = every(times.flush, flush, onFailure, times.flush);
  const tidying = every(times.tidy, tidy, onFailure, times.firstTidy);
  return {
    async stop() {
      await Promise.all([flushing.stop(), tidying.stop()]);
      await flush();
    },
  };
}
