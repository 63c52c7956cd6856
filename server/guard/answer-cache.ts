import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { Answer } from './verify.ts';

/** Answers kept at once. */
const MOST = 10_000;
/**
 * How long nothing is kept after a change, in milliseconds: another Keyturn server on the
 * same database, which may be the one that is asked, can hear of it that much later.
 */
const SETTLE = 1_000;

/** Not kept: the first may become a key by an import, the second is about the moment. */
const FLEETING: ReadonlySet<string> = new Set(['not_found', 'rate_limited']);

/** What was answered for which key and scopes; the key itself is not kept. */
export class AnswerCache {
  readonly #answers: LRUCache<string, { answer: Answer; until: number }>;
  readonly #lifetime: number;
  #emptiedAt = Number.NEGATIVE_INFINITY;

  /** `lifetime` in milliseconds. */
  constructor(lifetime: number) {
    this.#lifetime = lifetime;
    this.#answers = new LRUCache({ max: MOST });
  }

  get(clientKey: string, scopes: readonly string[]): Answer | undefined {
    const name = nameOf(clientKey, scopes);
    const kept = this.#answers.get(name);
    if (kept === undefined) return undefined;
    if (performance.now() < kept.until) return kept.answer;
    this.#answers.delete(name);
    return undefined;
  }

  /**
   * `askedAt` on the clock of `performance.now()`, `answeredAt` on that of Keyturn, in
   * milliseconds since the epoch.
   */
  keep(
    clientKey: string,
    scopes: readonly string[],
    answer: Answer,
    { askedAt, answeredAt }: { askedAt: number; answeredAt: number },
  ): void {
    if (FLEETING.has(answer.code) || askedAt < this.#emptiedAt + SETTLE) return;
    const left = answer.expiresAt === null ? Infinity : Date.parse(answer.expiresAt) - answeredAt;
    const until = askedAt + Math.min(this.#lifetime, answer.valid ? left : Infinity);
    this.#answers.set(nameOf(clientKey, scopes), { answer, until });
  }

  empty(): void {
    this.#answers.clear();
    this.#emptiedAt = performance.now();
  }
}

function nameOf(clientKey: string, scopes: readonly string[]): string {
  // No scope has a space in it.
  return hash('sha256', `${scopes.join(' ')} ${clientKey}`, 'base64');
}
