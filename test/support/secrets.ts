/** Every secret that a test server is given or gives out, to look for in its log. */
import { expect } from 'vitest';
import { CHECK_CODES } from '../../shared/contract/check.ts';
import type { Answer, RequestOptions } from './http.ts';

/** Fields of requests and answers whose text must never be logged. */
const SECRET_FIELDS = new Set([
  'password',
  'currentPassword',
  'newPassword',
  'setupCode',
  'code',
  'secondFactorCode',
  'recoveryCodes',
  'secret',
  'token',
  'key',
]);
/** A shorter one may stand in a log by chance. */
const MIN_LENGTH = 10;

/** Ids name things in the log, also where a test takes one for a password. */
const ANY_ID = /^[a-z]{3}_[\w-]{21}$/;

/** What `POST /v1/verify` answers as `code`. */
const isCheckCode = (text: string) => (CHECK_CODES as readonly string[]).includes(text);

export class Secrets {
  readonly #known = new Set<string>();

  add(text: unknown): void {
    if (typeof text !== 'string' || text.length < MIN_LENGTH) return;
    if (!isCheckCode(text) && !ANY_ID.test(text)) this.#known.add(text);
  }

  /** From what is asked and answered over HTTP. */
  note(
    { token, body }: Pick<RequestOptions, 'token' | 'body'>,
    answer: Pick<Answer, 'status' | 'body'>,
  ): void {
    this.add(token);
    this.#collect(body);
    // A problem's code is no secret.
    if (answer.status < 400) this.#collect(answer.body);
  }

  get size(): number {
    return this.#known.size;
  }

  /** Those that stand in the log, shortened: a test's report is a log too. */
  leakedIn(log: string): string[] {
    return [...this.#known]
      .filter((secret) => log.includes(secret) || log.includes(JSON.stringify(secret).slice(1, -1)))
      .map((secret) => `${secret.slice(0, 7)}…`);
  }

  expectNoneIn(log: string): void {
    expect(this.leakedIn(log), 'secrets in the log').toEqual([]);
  }

  #collect(value: unknown, depth = 0): void {
    if (typeof value !== 'object' || value === null || depth > 4) return;
    for (const [name, inner] of Object.entries(value)) {
      if (SECRET_FIELDS.has(name)) for (const one of [inner].flat()) this.add(one);
      this.#collect(inner, depth + 1);
    }
  }
}
