import pg from 'pg';
import { StoreUnavailable } from '../store.ts';

/** PostgreSQL said no to a statement. */
export class StatementFailed extends Error {
  override name = 'StatementFailed';
  /** The SQLSTATE. */
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

/** https://www.postgresql.org/docs/18/errcodes-appendix.html: by class (two characters) or code. */
const CANNOT_SERVE = new Set([
  '08', // connection exceptions
  '28', // sign-in refused: the password was changed
  '53', // insufficient resources: a full disk, too many connections
  '57', // operator intervention: shutting down, starting up, statement time-out
  '58', // system errors
  '25006', // read-only: a standby
  '25P03', // open transaction waited too long
  '25P04',
  '3D000', // no such database
  '55P03', // lock not available
]);
const DISK_FULL = '53100';
const TRY_AGAIN = new Set(['40001', '40P01']);
const CONTRADICTIONS = new Set(['23503', '23505']);

/** Those of their messages repeat values. */
const TELLS_VALUES = new Set(['22', '23']);

/**
 * What the driver threw, as ours. Neither the original nor its details go along: those
 * repeat the values of a statement, and errors end up in logs.
 */
export function fromDriver(error: unknown): Error {
  if (error instanceof pg.DatabaseError) {
    const code = error.code ?? 'XX000';
    const group = code.slice(0, 2);
    if (CANNOT_SERVE.has(group) || CANNOT_SERVE.has(code)) {
      const cause = code === DISK_FULL ? { cause: noSpace() } : undefined;
      return new StoreUnavailable(`PostgreSQL cannot serve (${code}): ${error.message}`, cause);
    }
    const said = TELLS_VALUES.has(group) ? (error.constraint ?? 'invalid value') : error.message;
    return new StatementFailed(code, `PostgreSQL refused a statement (${code}): ${said}`);
  }
  if (error instanceof TypeError || error instanceof RangeError) return error;
  return new StoreUnavailable(`No answer from PostgreSQL: ${reason(error)}.`);
}

/** As a full disk of our own would be: HTTP answers both alike. */
function noSpace(): Error {
  return Object.assign(new Error("PostgreSQL's disk is full."), { code: 'ENOSPC' });
}

/** An error's code or message; the first one's where several addresses were tried. */
export function reason(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reason(error.errors[0]);
  const { code, message } = error as { code?: unknown; message?: unknown };
  return String(typeof message === 'string' && message !== '' ? message : code);
}

/** Another transaction was in the way; the same work may well pass when run again. */
export function isConflict(error: unknown): boolean {
  return error instanceof StatementFailed && TRY_AGAIN.has(error.code);
}

/** A unique value taken, or a reference to nothing. */
export function isContradiction(error: unknown): boolean {
  return error instanceof StatementFailed && CONTRADICTIONS.has(error.code);
}
