/** JSON Schemas as the OpenAPI document has them. */
import { z } from 'zod';
import { ERRORS, type ErrorCode } from '../../shared/contract/errors.ts';

export type Json = Record<string, unknown>;

export const PROBLEM = 'application/problem+json';

const ANY_JSON = '#/components/schemas/Json';

/** What a client writes (`input`), or what it is answered or coerced to (`output`). */
export function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const {
    $schema: _,
    $defs = {},
    ...rest
  } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  // The one recursive schema of the contract is `z.json()`. Its definition stands at the
  // root of its own schema, which is nowhere once that schema is a part of the document.
  const [name, another] = Object.keys($defs);
  if (name === undefined) return rest;
  if (another !== undefined) throw new Error('The contract has another recursive schema.');
  return JSON.parse(
    JSON.stringify(rest).replaceAll(JSON.stringify(`#/$defs/${name}`), JSON.stringify(ANY_JSON)),
  );
}

/** The contents of a problem that carries one of these codes. */
export function problemContent(codes: readonly ErrorCode[]): Json {
  const schema = {
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { type: 'object', properties: { code: { enum: codes } } },
    ],
  };
  return { [PROBLEM]: { schema } };
}

const text = { type: 'string' };
const anyJson = { $ref: ANY_JSON };

export const COMPONENTS = {
  Problem: {
    description: 'RFC 9457 problem details. `type` leads to what the code means.',
    type: 'object',
    properties: {
      type: { type: 'string', format: 'uri-reference' },
      title: text,
      status: { type: 'integer' },
      detail: text,
      code: { enum: Object.keys(ERRORS) },
      requestId: text,
      errors: {
        description: 'For invalid input: where, and what is wrong there.',
        type: 'array',
        items: {
          type: 'object',
          properties: { path: text, message: text },
          required: ['path', 'message'],
          additionalProperties: false,
        },
      },
    },
    required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  },
  Json: {
    description: 'Any JSON value.',
    anyOf: [
      text,
      { type: 'number' },
      { type: 'boolean' },
      { type: 'null' },
      { type: 'array', items: anyJson },
      { type: 'object', additionalProperties: anyJson },
    ],
  },
} as const;
