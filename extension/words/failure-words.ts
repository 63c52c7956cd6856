/** What a language has to say about failures: one table, so that none is without words. */

import type { ErrorCode } from '../../shared/contract/errors.ts';
import type { Failure } from '../messages/failure.ts';

/** What happened and why, then the one thing to do. */
export interface SaidOfFailure {
  what: string;
  next: string;
}

export type Refused = Extract<Failure, { kind: 'refused' }>;
type Say<F> = (failure: F) => SaidOfFailure;

/** Codes that the background adds to the server's. */
type LocalCode =
  | 'no_membership'
  | 'key_disabled'
  | 'key_suspended'
  | 'key_pending'
  | 'tab_key_needs_approval';

export interface FailureTable {
  refusals: Record<ErrorCode | LocalCode, Say<Refused>>;
  kinds: { [K in Exclude<Failure['kind'], 'refused'>]: Say<Extract<Failure, { kind: K }>> };
  /** A refusal whose code this extension does not know. */
  unknown: Say<Refused>;
  /** What the server says of a field (`must not be empty`), as a sentence that names the field. */
  atField: (label: string, message: string) => string;
  notEmpty: (label: string) => string;
}

/** The same words whatever the failure tells. */
export const plain = (what: string, next: string) => (): SaidOfFailure => ({ what, next });

/** The scopes that a server's sentence names, for languages that say it in their own words. */
export function scopesIn(detail: string): string[] {
  return detail.match(/[a-z0-9._*-]+:[a-z0-9_*-]+/g) ?? [];
}

/** The hosts that match patterns (`https://api.test/*`) ask for, each once. */
export function hostsOf(patterns: string[]): string[] {
  const hosts = patterns.map((one) => one.replace(/^[a-z*]+:\/\//, '').replace(/\/\*$/, ''));
  return [...new Set(hosts)];
}
