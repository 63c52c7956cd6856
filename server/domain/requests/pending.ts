import type { CheckCode } from '../../../shared/contract/check.ts';
import { ShardedMap } from '../../sharded-map.ts';
import type { DayRow } from '../../store/requests.ts';

/** What is known of the request that a key came with. */
export interface Seen {
  method?: string | null | undefined;
  path?: string | null | undefined;
  ip?: string | null | undefined;
}

/** Where whoever asks tells nothing of it. */
export const UNSEEN: Seen = Object.freeze({ method: null, path: null, ip: null });

/** One request on the record, until it is stored. */
export interface Note {
  at: number;
  /** Counts up with every request that this process has noted. */
  number: number;
  outcome: CheckCode;
  scopes: readonly string[];
  method: string | null;
  path: string | null;
  ip: string | null;
  weight: number;
}

/**
 * How much may wait: a usual request weighs 2, one with a long path or many scopes more,
 * so that it is about 20,000 requests or 10 MB.
 */
export const MOST_WEIGHT = 40_000;
const LONGEST_PATH = 500;
const LONGEST_METHOD = 20;
const LONGEST_IP = 60;
const DAY_MS = 86_400_000;

/** What waits of one key. */
export class KeyPending {
  lastUsedAt: number | null = null;
  /** By the number of the day since the epoch. Nearly always there is one. */
  readonly days: { number: number; allowed: number; refused: number }[] = [];
  /** The newest, as a ring. */
  readonly notes: Note[] = [];
  /** Where the oldest of them stands, once the ring is full. */
  oldest = 0;

  count(at: number, isAllowed: boolean): void {
    const number = Math.floor(at / DAY_MS);
    let day = this.days[this.days.length - 1];
    if (day === undefined || day.number !== number) {
      // A clock that is set back comes to a day that is there already.
      day = this.days.find((one) => one.number === number);
      if (day === undefined) {
        day = { number, allowed: 0, refused: 0 };
        this.days.push(day);
      }
    }
    if (isAllowed) day.allowed += 1;
    else day.refused += 1;
  }

  *inOrder(): Iterable<Note> {
    for (let i = 0; i < this.notes.length; i++) {
      yield this.notes[(this.oldest + i) % this.notes.length] as Note;
    }
  }
}

/** What of the record waits to be stored: counts in full, of requests the newest of each key. */
export class Pending {
  readonly keys = new ShardedMap<KeyPending>();
  readonly #perKey: number;
  #weight = 0;
  /** Requests that had to be left out because too many waited; the counts have them. */
  dropped = 0;

  constructor(perKey: number) {
    this.#perKey = perKey;
  }

  of(keyId: string): KeyPending {
    let key = this.keys.get(keyId);
    if (key === undefined) {
      key = new KeyPending();
      this.keys.set(keyId, key);
    }
    return key;
  }

  /** On the path of every check: once the ring is full, it makes no objects. */
  note(
    key: KeyPending,
    at: number,
    number: number,
    outcome: CheckCode,
    scopes: readonly string[],
    seen: Seen,
  ): void {
    if (this.#perKey === 0) return;
    const method = short(seen.method, LONGEST_METHOD);
    const path = withoutQuery(seen.path);
    const ip = short(seen.ip, LONGEST_IP);
    const weight = 1 + scopes.length + (path === null ? 0 : path.length >> 6);
    const { notes, oldest } = key;
    const isFull = notes.length >= this.#perKey;
    if (!isFull && this.#weight + weight <= MOST_WEIGHT) {
      this.#weight += weight;
      notes.push({ at, number, outcome, scopes, method, path, ip, weight });
      return;
    }
    if (!isFull) this.dropped += 1;
    const note = notes[oldest];
    if (note === undefined || this.#weight - note.weight + weight > MOST_WEIGHT) {
      if (isFull) this.dropped += 1;
      return;
    }
    this.#weight += weight - note.weight;
    note.at = at;
    note.number = number;
    note.outcome = outcome;
    note.scopes = scopes;
    note.method = method;
    note.path = path;
    note.ip = ip;
    note.weight = weight;
    key.oldest = oldest + 1 === notes.length ? 0 : oldest + 1;
  }

  /** Takes back what could not be stored, as far as there is room beside what came since. */
  restore(keyId: string, { days, inOrder }: { days: KeyPending['days']; inOrder: Note[] }): void {
    const key = this.of(keyId);
    for (const { number, allowed, refused } of days) {
      const same = key.days.find((day) => day.number === number);
      if (same) {
        same.allowed += allowed;
        same.refused += refused;
      } else {
        key.days.unshift({ number, allowed, refused });
      }
    }
    const newer = [...key.inOrder()];
    const older: Note[] = [];
    for (const note of inOrder.reverse()) {
      if (newer.length + older.length >= this.#perKey) break;
      if (this.#weight + note.weight > MOST_WEIGHT) {
        this.dropped += 1;
        continue;
      }
      this.#weight += note.weight;
      older.unshift(note);
    }
    key.notes.splice(0, key.notes.length, ...older, ...newer);
    key.oldest = 0;
  }
}

export function dayName(number: number): string {
  if (number !== named.number) named = { number, name: nameOf(number) };
  return named.name;
}

/** Nearly always the same one is asked for, thousands of times at once. */
let named = { number: 0, name: nameOf(0) };

function nameOf(number: number): string {
  return new Date(number * DAY_MS).toISOString().slice(0, 10);
}

export function dayRows(keyId: string, { days }: Pick<KeyPending, 'days'>): DayRow[] {
  return days.map(({ number, allowed, refused }) => ({
    keyId,
    day: dayName(number),
    allowed,
    refused,
  }));
}

function short(text: string | null | undefined, longest: number): string | null {
  if (text === undefined || text === null) return null;
  return text.length > longest ? text.slice(0, longest) : text;
}

/** A query may hold secrets, and so may a fragment. */
function withoutQuery(path: string | null | undefined): string | null {
  if (path === undefined || path === null) return null;
  const end = path.search(/[?#]/);
  return short(end === -1 ? path : path.slice(0, end), LONGEST_PATH);
}
