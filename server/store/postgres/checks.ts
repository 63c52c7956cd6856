import { type CheckSubject, type StoreStatus, StoreUnavailable } from '../store.ts';
import { CheckCache, type Drop, type Found } from './check-cache.ts';
import { AWAY_LIMIT, AWAY_RETRY } from './limits.ts';

interface ChecksParts {
  /** Reads the subject from PostgreSQL; throws `StoreUnavailable`. */
  ask: (hash: string) => Promise<Found>;
  /** Null: every check asks PostgreSQL (`KEYTURN_CHECKS=strict`). */
  stream: { live: boolean; confirmedAt: number } | null;
}

/** Where the answer to a check comes from: memory, PostgreSQL, or memory for want of it. */
export class Checks {
  readonly #parts: ChecksParts;
  readonly #cache = new CheckCache();
  /** PostgreSQL has not answered; when a check may try it again. Null: it answers. */
  #awayUntil: number | null = null;

  constructor(parts: ChecksParts) {
    this.#parts = parts;
  }

  get status(): StoreStatus {
    const { stream } = this.#parts;
    const live = stream?.live ?? false;
    const checks = live ? 'cached' : this.#awayUntil === null ? 'database' : 'away';
    const status: StoreStatus = { checks, cachedKeys: this.#cache.size };
    return stream ? { ...status, notifications: live ? 'up' : 'down' } : status;
  }

  subject(hash: string): Found | Promise<Found> {
    const { stream, ask } = this.#parts;
    if (stream === null) return ask(hash);
    if (stream.live) {
      const known = this.#cache.get(hash);
      if (known) return known.found;
      return this.#cache.underWay(hash) ?? this.#ask(hash);
    }
    return this.#awayUntil === null ? this.#askOrRemember(hash) : this.#rememberOrAsk(hash);
  }

  /** A change was committed, here or elsewhere. */
  drop(change: Drop): void {
    this.#cache.drop(change);
  }

  clear(): void {
    this.#cache.clear();
  }

  /** PostgreSQL has answered somebody. */
  back(): void {
    this.#awayUntil = null;
  }

  async #ask(hash: string): Promise<Found> {
    try {
      const found = await this.#cache.fill(hash, () => this.#parts.ask(hash));
      this.back();
      return found;
    } catch (error) {
      if (error instanceof StoreUnavailable) this.#awayUntil = performance.now() + AWAY_RETRY;
      throw error;
    }
  }

  async #askOrRemember(hash: string): Promise<Found> {
    try {
      return await this.#ask(hash);
    } catch (error) {
      const kept = this.#kept(hash);
      if (kept && error instanceof StoreUnavailable) return kept.found;
      throw error;
    }
  }

  /** One check at a time finds out whether PostgreSQL is back; nobody else waits for that. */
  #rememberOrAsk(hash: string): Found | Promise<Found> {
    const kept = this.#kept(hash);
    const now = performance.now();
    const asked = now >= (this.#awayUntil ?? 0) ? this.#tryAgain(hash, now) : undefined;
    if (kept) {
      asked?.catch(() => undefined);
      return kept.found;
    }
    return asked ?? Promise.reject(new StoreUnavailable('No answer from PostgreSQL.'));
  }

  #tryAgain(hash: string, now: number): Promise<Found> {
    this.#awayUntil = now + AWAY_RETRY;
    return this.#ask(hash);
  }

  #kept(hash: string): { found: CheckSubject | undefined } | undefined {
    const { stream } = this.#parts;
    const known = this.#cache.get(hash);
    if (!known || !stream) return undefined;
    const knownUntil = Math.max(known.askedAt, stream.confirmedAt);
    return performance.now() - knownUntil < AWAY_LIMIT ? known : undefined;
  }
}
