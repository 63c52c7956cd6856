import type { z } from 'zod';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { Refusal } from '../domain/refusal.ts';

/**
 * The validated value. Throws `invalid_input` with every complaint and where it is, or
 * `unknownFields` where the only fault is a field that is not the caller's to give.
 */
export function validate<S extends z.ZodType>(
  schema: S,
  value: unknown,
  unknownFields: ErrorCode = 'invalid_input',
): z.output<S> {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const { issues } = result.error;
  const errors = issues.slice(0, 50).map((issue) => ({
    path: issue.path.join('.').slice(0, 200),
    message: issue.message.slice(0, 300),
  }));
  const [first] = errors;
  const code = issues.some((issue) => issue.code === 'unrecognized_keys')
    ? unknownFields
    : 'invalid_input';
  throw new Refusal(code, first ? `${first.path || 'body'}: ${first.message}` : 'Invalid input.', {
    errors,
  });
}
