import type { ErrorCode } from '../../shared/contract/errors.ts';

/** The domain's "no": a code of the one table, and a sentence that says what to do. */
export class Refusal extends Error {
  override name = 'Refusal';
  readonly code: ErrorCode;
  readonly errors: { path: string; message: string }[] | undefined;
  /** For `rate_limited`: when asking again makes sense, in seconds. */
  readonly retryAfter: number | undefined;
  /** The id of the user, member or key that it is about, where it is known; for the log only. */
  readonly subject: string | undefined;

  constructor(
    code: ErrorCode,
    detail: string,
    more: {
      errors?: { path: string; message: string }[];
      retryAfter?: number;
      subject?: string | undefined;
    } = {},
  ) {
    super(detail);
    this.code = code;
    this.errors = more.errors;
    this.retryAfter = more.retryAfter;
    this.subject = more.subject;
  }
}

/** What is wrong with one field, said as what it must be. */
export function invalidAt(path: string, message: string): Refusal {
  return new Refusal('invalid_input', `${path}: ${message}`, { errors: [{ path, message }] });
}

/** For rows that are not there, and alike for those that the caller may not see. */
export function notFound(what: string): Refusal {
  return new Refusal('not_found', `There is no such ${what}.`);
}
