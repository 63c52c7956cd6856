/**
 * The lines of the record, as JSON: `[keyId, at, id, outcome, scopes, method, path, ip]`
 * for a request, `[keyId, day, allowed, refused]` to be added to a day's counts.
 */
import { CHECK_CODES, type CheckCode } from '../../../../shared/contract/check.ts';
import type { DayRow, RequestRow } from '../../requests.ts';

export type Line = { request: RequestRow } | { day: DayRow };

export function requestLine(row: RequestRow): string {
  const { keyId, at, id, outcome, scopes, method, path, ip } = row;
  return JSON.stringify([keyId, at, id, outcome, scopes, method, path, ip]);
}

export function dayLine({ keyId, day, allowed, refused }: DayRow): string {
  return JSON.stringify([keyId, day, allowed, refused]);
}

/** How every line of that key begins, and no line of another. */
export function lineStart(keyId: string): string {
  return `[${JSON.stringify(keyId)},`;
}

/** Null for what is no line: a crash may have cut one short, and nothing depends on it. */
export function readLine(text: string): Line | null {
  let values: unknown;
  try {
    values = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(values) || typeof values[0] !== 'string') return null;
  return typeof values[1] === 'string' ? dayOf(values) : requestOf(values);
}

function dayOf([keyId, day, allowed, refused]: unknown[]): Line | null {
  if (!isCount(allowed) || !isCount(refused)) return null;
  return { day: { keyId: keyId as string, day: day as string, allowed, refused } };
}

function requestOf([keyId, at, id, outcome, scopes, ...seen]: unknown[]): Line | null {
  const [method, path, ip] = seen;
  if (!isCount(at) || typeof id !== 'string' || !isOutcome(outcome)) return null;
  if (!Array.isArray(scopes) || !scopes.every((scope) => typeof scope === 'string')) return null;
  if (!isText(method) || !isText(path) || !isText(ip)) return null;
  return { request: { id, keyId: keyId as string, at, outcome, scopes, method, path, ip } };
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value);
}

function isText(value: unknown): value is string | null {
  return value === null || typeof value === 'string';
}

function isOutcome(value: unknown): value is CheckCode {
  return (CHECK_CODES as readonly unknown[]).includes(value);
}
