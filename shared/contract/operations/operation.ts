import { z } from 'zod';
import type { ReservedScope } from '../../scopes.ts';
import type { ErrorCode } from '../errors.ts';
import { id, page } from '../primitives.ts';

/**
 * Who may call: anyone; a signed-in person; a member of the org in the path; an
 * admin of that org; a key of any kind; a key with that reserved scope; or either of two.
 */
export type CallerKind =
  | 'anyone'
  | 'person'
  | 'member'
  | 'admin'
  | 'key'
  | ReservedScope
  | 'member or keyturn.webhooks:manage';

export interface Operation {
  summary: string;
  caller: CallerKind;
  /** Takes a key's id and secret by HTTP Basic too, as OAuth clients send them (RFC 6749 section 2.3.1). */
  basic?: true;
  params?: z.ZodObject;
  query?: z.ZodType;
  body?: z.ZodType;
  /** The code for a body with fields that it does not have; `invalid_input` without it. */
  unknownFields?: ErrorCode;
  /** What the body is, where it is not JSON. */
  bodyType?: 'application/x-www-form-urlencoded';
  /** What a 2xx answer is, where it is not one JSON document; the schema is of one line or event. */
  answerType?: 'application/x-ndjson' | 'text/event-stream';
  /** By HTTP status; null where the answer has no body. */
  answers: Record<number, z.ZodType | null>;
  /** The codes it may refuse with, besides those that every operation of its kind has. */
  errors: readonly ErrorCode[];
}

/** The body that an operation takes; undefined: it reads none. A POST without fields refuses any. */
export function takenBody(
  method: string,
  { body }: Pick<Operation, 'body'>,
): z.ZodType | undefined {
  return body ?? (method === 'POST' ? noFields : undefined);
}

const noFields = z.strictObject({}).optional();

export const inOrg = z.object({ org: id('org') });
export const oneRole = z.object({ org: id('org'), id: id('rol') });
export const oneMember = z.object({ org: id('org'), id: id('mem') });
export const oneKey = z.object({ org: id('org'), id: id('key') });
export const oneWebhook = z.object({ org: id('org'), id: id('whk') });
export const justPage = z.strictObject(page);
