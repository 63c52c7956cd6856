import type { Keep } from '../../requests.ts';
import { dayLine, readLine } from './lines.ts';

/** What a compaction keeps: asked of each request line again, in the same order. */
export interface Kept {
  isKept(line: string): boolean;
  /** The lines of the counts, summed up. */
  days(): Iterable<string>;
}

/** Sees every line of a bucket once, then knows which of them to keep. */
export class Sieve {
  readonly #keep: Keep;
  readonly #hasKey: (keyId: string) => boolean;
  /** Of each key, how many requests are young enough. */
  readonly #requests = new Map<string, number>();
  readonly #days = new Map<string, Map<string, [allowed: number, refused: number]>>();

  constructor(keep: Keep, hasKey: (keyId: string) => boolean) {
    this.#keep = keep;
    this.#hasKey = hasKey;
  }

  look(text: string): void {
    const line = readLine(text);
    if (line === null) return;
    if ('day' in line) {
      const { keyId, day, allowed, refused } = line.day;
      if (day < this.#keep.sinceDay || !this.#hasKey(keyId)) return;
      const days = this.#days.get(keyId) ?? new Map<string, [number, number]>();
      this.#days.set(keyId, days);
      const [a, r] = days.get(day) ?? [0, 0];
      days.set(day, [a + allowed, r + refused]);
      return;
    }
    const { keyId, at } = line.request;
    if (at < this.#keep.since || !this.#hasKey(keyId)) return;
    this.#requests.set(keyId, (this.#requests.get(keyId) ?? 0) + 1);
  }

  kept(): Kept {
    const { perKey, since } = this.#keep;
    const surplus = new Map([...this.#requests].map(([keyId, count]) => [keyId, count - perKey]));
    return {
      isKept(text) {
        const line = readLine(text);
        if (line === null || 'day' in line || line.request.at < since) return false;
        const { keyId } = line.request;
        const left = surplus.get(keyId);
        if (left === undefined || left <= 0) return left !== undefined;
        surplus.set(keyId, left - 1);
        return false;
      },
      days: () => this.#dayLines(),
    };
  }

  *#dayLines(): Iterable<string> {
    for (const [keyId, days] of this.#days) {
      for (const [day, [allowed, refused]] of days) {
        yield dayLine({ keyId, day, allowed, refused });
      }
    }
  }
}
