import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { DayRow, Keep, RequestRow, Requests } from '../../requests.ts';
import { StoreUnavailable } from '../../store.ts';
import type { Folder } from '../folder.ts';
import { Mutex } from '../mutex.ts';
import { Bucket, bucketOf } from './bucket.ts';
import { dayLine, type Line, lineStart, readLine, requestLine } from './lines.ts';

/** From which size on a bucket is worth compacting, in bytes; later when it has doubled. */
const COMPACT_FROM = 256 * 1024;

/**
 * The record of requests in files of their own, `requests/00.jsonl` to `3f.jsonl` by the
 * key's id: appended to and never in memory as a whole. Nothing waits for the disk here,
 * so a power cut may lose the newest lines; a line cut short is skipped.
 */
export class RequestFiles implements Requests {
  readonly #folder: Folder;
  readonly #path: string;
  readonly #hasKey: (keyId: string) => boolean;
  /** Held while a file is written. */
  readonly #turns = new Mutex();
  /** Of each bucket after it was last compacted, in bytes. */
  readonly #compacted = new Map<number, number>();
  /** By number; those that were written to have their file open. */
  readonly #buckets = new Map<number, Bucket>();

  /** `hasKey`: whether the key is still there. */
  constructor(folder: Folder, hasKey: (keyId: string) => boolean) {
    this.#folder = folder;
    this.#path = join(folder.path, 'requests');
    this.#hasKey = hasKey;
  }

  near(keyId: string): number {
    return bucketOf(keyId);
  }

  append(requests: readonly RequestRow[], days: readonly DayRow[], keep: Keep): Promise<void> {
    const lines = new Map<number, string[]>();
    let lastKeyId = '';
    let number = 0;
    const add = (keyId: string, line: string) => {
      // Lines of one key come together.
      if (keyId !== lastKeyId) number = bucketOf(keyId);
      lastKeyId = keyId;
      const others = lines.get(number);
      if (others) others.push(line);
      else lines.set(number, [line]);
    };
    for (const row of requests) add(row.keyId, requestLine(row));
    for (const row of days) add(row.keyId, dayLine(row));
    return this.#turns.run(async () => {
      const grown = await this.#appendAll(lines);
      // One that cannot be written now is tried again when more has come.
      for (const number of grown) await this.#compact(number, keep).catch(() => undefined);
    });
  }

  async ofKey(keyId: string, limit: number): Promise<RequestRow[]> {
    const rows = new Map<string, RequestRow>();
    for await (const line of this.#linesOf(keyId)) {
      if ('request' in line) rows.set(line.request.id, line.request);
    }
    return [...rows.values()].sort(newestFirst).slice(0, limit);
  }

  async days(keyId: string, sinceDay: string): Promise<DayRow[]> {
    const days = new Map<string, DayRow>();
    for await (const line of this.#linesOf(keyId)) {
      if (!('day' in line) || line.day.day < sinceDay) continue;
      addDay(days, line.day);
    }
    return [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1));
  }

  /** All that there is, once, of keys that are still there: for a copy. */
  async *all(): AsyncGenerator<Line> {
    for (const number of await this.#numbers()) {
      const requests = new Map<string, RequestRow>();
      const days = new Map<string, DayRow>();
      for await (const text of this.#bucket(number).lines()) {
        const line = readLine(text);
        if (!line || !this.#hasKey('day' in line ? line.day.keyId : line.request.keyId)) continue;
        if ('request' in line) requests.set(line.request.id, line.request);
        else addDay(days, line.day);
      }
      for (const request of requests.values()) yield { request };
      for (const day of days.values()) yield { day };
    }
  }

  async tidy(keep: Keep): Promise<void> {
    for (const number of await this.#numbers()) {
      await this.#turns.run(() => this.#compact(number, keep));
    }
  }

  /** Waits for what is being written. */
  close(): Promise<void> {
    return this.#turns.run(async () => {
      for (const bucket of this.#buckets.values()) await bucket.close();
    });
  }

  /** All or nothing; answers the buckets that are worth compacting. */
  async #appendAll(lines: ReadonlyMap<number, string[]>): Promise<number[]> {
    const done: [bucket: Bucket, size: number][] = [];
    const grown: number[] = [];
    try {
      for (const [number, some] of lines) {
        const bucket = this.#bucket(number);
        const { before, after } = await bucket.append(some);
        done.push([bucket, before]);
        const compacted = this.#compacted.get(number) ?? 0;
        if (after > Math.max(COMPACT_FROM, 2 * compacted)) grown.push(number);
      }
    } catch (cause) {
      for (const [bucket, size] of done) await bucket.cut(size).catch(() => undefined);
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new StoreUnavailable(`The record of requests cannot be written: ${reason}`, { cause });
    }
    return grown;
  }

  async #compact(number: number, keep: Keep): Promise<void> {
    this.#compacted.set(number, await this.#bucket(number).compact(keep, this.#hasKey));
  }

  async *#linesOf(keyId: string) {
    const start = lineStart(keyId);
    for await (const text of this.#bucket(bucketOf(keyId)).lines()) {
      const line = text.startsWith(start) ? readLine(text) : null;
      if (line) yield line;
    }
  }

  /** Of the buckets that there are. */
  async #numbers(): Promise<number[]> {
    const names = await readdir(this.#path).catch(() => []);
    return names
      .flatMap((name) => /^([0-9a-f]{2})\.jsonl$/.exec(name)?.[1] ?? [])
      .map((digits) => Number.parseInt(digits, 16));
  }

  #bucket(number: number): Bucket {
    let bucket = this.#buckets.get(number);
    if (!bucket) {
      const name = `${number.toString(16).padStart(2, '0')}.jsonl`;
      bucket = new Bucket(this.#folder, join(this.#path, name));
      this.#buckets.set(number, bucket);
    }
    return bucket;
  }
}

function addDay(days: Map<string, DayRow>, { keyId, day, allowed, refused }: DayRow): void {
  const id = `${keyId} ${day}`;
  const sum = days.get(id) ?? { keyId, day, allowed: 0, refused: 0 };
  sum.allowed += allowed;
  sum.refused += refused;
  days.set(id, sum);
}

function newestFirst(a: RequestRow, b: RequestRow): number {
  return b.at - a.at || (a.id < b.id ? 1 : a.id > b.id ? -1 : 0);
}
