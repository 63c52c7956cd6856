/** The OpenAPI 3.1 document, generated from the schemas that validate. */
import { z } from 'zod';
import { ENDPOINTS, type OperationName } from '../../shared/contract/endpoints.ts';
import { ERRORS, type ErrorCode } from '../../shared/contract/errors.ts';
import {
  type CallerKind,
  methodAndPath,
  OPERATIONS,
  type Operation,
} from '../../shared/contract/operations.ts';

type Json = Record<string, unknown>;

const PROBLEM = 'application/problem+json';

/** The document for this version of the server; `servers` is left out: it is where it is served. */
export function openApiDocument(version: string): Json {
  const paths: Record<string, Json> = {};
  for (const name of Object.keys(ENDPOINTS) as OperationName[]) {
    const { method, path } = methodAndPath(name);
    paths[path] = { ...paths[path], [method.toLowerCase()]: describe(name) };
  }
  paths['/v1/orgs/{org}/authorize'] = { get: AUTHORIZE };
  return {
    openapi: '3.1.0',
    info: {
      title: 'Keyturn',
      version,
      description: 'Issue API keys, check them, and open or close API access.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    paths,
    components: {
      securitySchemes: {
        session: { type: 'http', scheme: 'bearer', description: 'A session token, `kts_…`.' },
        key: { type: 'http', scheme: 'bearer', description: 'A key, `kt_…`.' },
      },
      schemas: { Problem: PROBLEM_SCHEMA },
    },
  };
}

function describe(name: OperationName): Json {
  const operation: Operation = OPERATIONS[name];
  return {
    operationId: name,
    summary: operation.summary,
    tags: [tagOf(methodAndPath(name).path)],
    security: securityOf(operation.caller),
    ...((operation.params || operation.query) && { parameters: parametersOf(operation) }),
    ...(operation.body && {
      requestBody: {
        required: !operation.body.safeParse(undefined).success,
        content: { 'application/json': { schema: schemaOf(operation.body, 'input') } },
      },
    }),
    responses: { ...answersOf(operation), ...problemsOf(operation) },
  };
}

function tagOf(path: string): string {
  const parts = path.split('/').filter((part) => part && part !== 'v1' && !part.startsWith('{'));
  return (parts[0] === 'orgs' ? parts[1] : parts[0]) ?? 'orgs';
}

function securityOf(caller: CallerKind): Json[] {
  switch (caller) {
    case 'anyone':
      return [];
    case 'person':
    case 'member':
    case 'admin':
      return [{ session: [] }];
    case 'key':
      return [{ key: [] }];
    default:
      return [{ key: [caller] }];
  }
}

function parametersOf(operation: Operation): Json[] {
  const inPath = operation.params ? fieldsOf(schemaOf(operation.params, 'input')) : [];
  // A query is text on the wire; what it is coerced to says more than what it comes from.
  const inQuery = operation.query ? fieldsOf(schemaOf(operation.query, 'output')) : [];
  return [
    ...inPath.map(([name, schema]) => ({ name, in: 'path', required: true, schema })),
    ...inQuery.map(([name, schema]) => ({ name, in: 'query', required: false, schema })),
  ];
}

function fieldsOf(schema: Json): [string, unknown][] {
  return Object.entries((schema.properties ?? {}) as Json);
}

function answersOf(operation: Operation): Json {
  return Object.fromEntries(
    Object.entries(operation.answers).map(([status, schema]) => [
      status,
      {
        description: operation.summary,
        ...(schema && { content: { 'application/json': { schema: schemaOf(schema, 'output') } } }),
      },
    ]),
  );
}

/** By status, with the codes that it may carry. */
function problemsOf(operation: Operation): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...commonErrors(operation), ...operation.errors]) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...new Set([...(byStatus.get(status) ?? []), code])]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}.`).join(' '),
        content: { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

/** What every operation of its kind may refuse with. */
function commonErrors({ caller, params, query, body, answers }: Operation): ErrorCode[] {
  const codes: ErrorCode[] = [];
  if (caller !== 'anyone') codes.push('credentials_missing', 'credentials_invalid');
  if (caller === 'person' || caller === 'member' || caller === 'admin') {
    codes.push('session_required');
  }
  if (caller === 'admin') codes.push('admin_only');
  if (caller.startsWith('keyturn.')) codes.push('scope_missing');
  if (params) codes.push('not_found');
  if (query || body) codes.push('invalid_input');
  if (body) codes.push('invalid_json', 'body_too_large', 'unsupported_media_type');
  if (!('200' in answers) || body) codes.push('not_ready', 'storage_full');
  return codes;
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return rest;
}

const PROBLEM_SCHEMA = {
  description: 'RFC 9457 problem details.',
  type: 'object',
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    code: { enum: Object.keys(ERRORS) },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: { path: { type: 'string' }, message: { type: 'string' } },
        required: ['path', 'message'],
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
} as const;

const problemAnswer = (description: string) => ({
  description,
  content: { [PROBLEM]: { schema: { $ref: '#/components/schemas/Problem' } } },
});

/** Answers any method and speaks in headers, so it stands outside the table of operations. */
const AUTHORIZE = {
  operationId: 'authorize',
  summary: 'May the key of this request do this (for gateways; any method)',
  tags: ['authorize'],
  security: [{ key: [] }],
  parameters: [
    { name: 'org', in: 'path', required: true, schema: { type: 'string' } },
    {
      name: 'scope',
      in: 'query',
      required: false,
      schema: { type: 'array', items: { type: 'string' } },
      explode: true,
    },
  ],
  responses: {
    200: {
      description: 'It may.',
      headers: {
        'X-Keyturn-Key-Id': { schema: { type: 'string' } },
        'X-Keyturn-Owner-Id': { schema: { type: 'string' } },
        'X-Keyturn-Scopes': { schema: { type: 'string' } },
      },
    },
    401: problemAnswer('There is no working key. `WWW-Authenticate` as in RFC 6750 section 3.'),
    403: problemAnswer('The key lacks a scope. `WWW-Authenticate` as in RFC 6750 section 3.'),
  },
};
