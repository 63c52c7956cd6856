/** A failure in words; the words themselves are each language's (`FailureTable`). */

import type { Failure } from '../messages/failure.ts';
import type { Refused, SaidOfFailure } from './failure-words.ts';
import { words } from './words.ts';

export function failureWords(failure: Failure): SaidOfFailure {
  if (failure.kind === 'refused') return refusalWords(failure);
  const say = words.failures.kinds[failure.kind] as (failure: Failure) => SaidOfFailure;
  return say(failure);
}

function refusalWords(failure: Refused): SaidOfFailure {
  const { refusals, unknown } = words.failures;
  if (!Object.hasOwn(refusals, failure.code)) return unknown(failure);
  return refusals[failure.code as keyof typeof refusals](failure);
}

/**
 * What the server says about each field, by its path (`admin.email`), as a sentence
 * that names the field by its label. Empty for any other failure.
 */
export function fieldErrors(
  failure: Failure | null,
  labels: Record<string, string>,
): Record<string, string> {
  if (failure?.kind !== 'refused') return {};
  return Object.fromEntries(
    failure.errors.flatMap(({ path, message }) => {
      const label = Object.hasOwn(labels, path) ? labels[path] : undefined;
      return label === undefined ? [] : [[path, words.failures.atField(label, message)]];
    }),
  );
}

/** Whether fields say all of it, so that nothing is left to say above them. */
export function saidByFields(failure: Failure | null, labels: Record<string, string>): boolean {
  return (
    failure?.kind === 'refused' &&
    failure.errors.length > 0 &&
    failure.errors.every(({ path }) => Object.hasOwn(labels, path))
  );
}

/**
 * A refusal that is about one field, said there: by the path that `fields` has for its code,
 * where the form has such a field. Null for any other failure.
 */
export function errorOfRefusal(
  failure: Failure | null,
  fields: Record<string, string>,
  labels: Record<string, string | undefined>,
): Record<string, string> | null {
  if (failure?.kind !== 'refused' || !Object.hasOwn(fields, failure.code)) return null;
  const path = fields[failure.code];
  if (path === undefined || !Object.hasOwn(labels, path)) return null;
  const { what, next } = failureWords(failure);
  return { [path]: `${what} ${next}` };
}
