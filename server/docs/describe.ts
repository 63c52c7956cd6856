/** One operation of the contract as OpenAPI has it. */
import type { OperationName } from '../../shared/contract/endpoints.ts';
import { ERRORS, type ErrorCode } from '../../shared/contract/errors.ts';
import { takenBody } from '../../shared/contract/operations/operation.ts';
import { methodAndPath, OPERATIONS, type Operation } from '../../shared/contract/operations.ts';
import { BODY_EXAMPLES, QUERY_EXAMPLES } from './examples.ts';
import { type Json, problemContent, schemaOf } from './schema.ts';

export function describe(name: OperationName): Json {
  const operation: Operation = OPERATIONS[name];
  return {
    operationId: name,
    summary: operation.summary,
    tags: [tagOf(methodAndPath(name).path)],
    security: securityOf(operation),
    ...((operation.params || operation.query) && { parameters: parametersOf(name, operation) }),
    ...(operation.body && { requestBody: bodyOf(name, operation, operation.body) }),
    responses: { ...answersOf(operation), ...problemsOf(name, operation) },
  };
}

function tagOf(path: string): string {
  const parts = path.split('/').filter((part) => part && part !== 'v1' && !part.startsWith('{'));
  const [first, second] = parts;
  if (first === '.well-known') return 'introspect';
  return (first === 'orgs' ? second : first) ?? 'orgs';
}

function securityOf({ caller, basic }: Operation): Json[] {
  switch (caller) {
    case 'anyone':
      return [];
    case 'person':
    case 'member':
    case 'admin':
      return [{ session: [] }];
    case 'key':
      return [{ key: [] }];
    case 'member or keyturn.webhooks:manage':
      return [{ session: [] }, { key: ['keyturn.webhooks:manage'] }];
    default:
      return basic ? [{ key: [caller] }, { keyIdAndSecret: [caller] }] : [{ key: [caller] }];
  }
}

function bodyOf(
  name: OperationName,
  operation: Operation,
  body: NonNullable<Operation['body']>,
): Json {
  const examples: Partial<Record<OperationName, unknown>> = BODY_EXAMPLES;
  return {
    required: !body.safeParse(undefined).success,
    content: {
      [operation.bodyType ?? 'application/json']: {
        schema: schemaOf(body, 'input'),
        example: examples[name],
      },
    },
  };
}

function parametersOf(name: OperationName, operation: Operation): Json[] {
  const inPath = operation.params ? fieldsOf(schemaOf(operation.params, 'input')) : [];
  // A query is text on the wire; what it is coerced to says more than what it comes from.
  const inQuery = operation.query ? fieldsOf(schemaOf(operation.query, 'output')) : [];
  const examples: Partial<Record<OperationName, Json>> = QUERY_EXAMPLES;
  return [
    ...inPath.map(([field, schema]) => ({ name: field, in: 'path', required: true, schema })),
    ...inQuery.map(([field, schema]) => {
      const example = examples[name]?.[field];
      return {
        name: field,
        in: 'query',
        required: false,
        schema,
        ...(example !== undefined && { example }),
      };
    }),
  ];
}

function fieldsOf(schema: Json): [string, unknown][] {
  return Object.entries((schema.properties ?? {}) as Json);
}

/** How a stream is told apart from one document: its schema is of one part of it. */
const PART_OF = {
  'application/x-ndjson': 'A line of it, each a JSON document',
  'text/event-stream': 'An event of it, as its name',
} as const;

function answersOf({ summary, answers, answerType }: Operation): Json {
  const description = answerType
    ? `${summary}. ${PART_OF[answerType]}, is described here.`
    : `${summary}.`;
  return Object.fromEntries(
    Object.entries(answers).map(([status, schema]) => [
      status,
      {
        description,
        ...(schema && {
          content: { [answerType ?? 'application/json']: { schema: schemaOf(schema, 'output') } },
        }),
      },
    ]),
  );
}

/** By status, with the codes that it may carry. */
function problemsOf(name: OperationName, operation: Operation): Json {
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of [...commonErrors(name, operation), ...operation.errors]) {
    const { status } = ERRORS[code];
    byStatus.set(status, [...new Set([...(byStatus.get(status) ?? []), code])]);
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\`: ${ERRORS[code].title}.`).join(' '),
        ...problemHeaders(status),
        content: problemContent(codes),
      },
    ]),
  );
}

/** By status, what comes in the head of a refusal. */
const HEADERS: Record<number, Json> = {
  401: {
    'WWW-Authenticate': {
      description: 'As in RFC 6750 section 3.',
      required: true,
      schema: { type: 'string' },
    },
  },
  429: {
    'Retry-After': {
      description: 'In how many seconds to try again.',
      required: true,
      schema: { type: 'integer' },
    },
  },
  503: {
    'Retry-After': {
      description: 'In how many seconds to try again; absent where a change may have been made.',
      schema: { type: 'integer' },
    },
  },
};

function problemHeaders(status: number): Json {
  return HEADERS[status] ? { headers: HEADERS[status] } : {};
}

/** What every operation of its kind may refuse with. */
function commonErrors(name: OperationName, operation: Operation): ErrorCode[] {
  const { caller, params, query, bodyType } = operation;
  const { method } = methodAndPath(name);
  const body = takenBody(method, operation);
  const codes: ErrorCode[] = [];
  if (caller !== 'anyone') codes.push('credentials_missing', 'credentials_invalid');
  if (caller === 'person' || caller === 'member' || caller === 'admin') {
    codes.push('session_required');
  }
  if (caller === 'member' || caller === 'admin' || caller.startsWith('member or ')) {
    codes.push('second_factor_missing');
  }
  if (caller === 'admin') codes.push('admin_only');
  if (caller.includes('keyturn.')) codes.push('scope_missing');
  if (params) codes.push('not_found');
  if (query || body) codes.push('invalid_input');
  if (body) {
    if (!bodyType) codes.push('invalid_json');
    codes.push('body_too_large', 'unsupported_media_type');
  }
  // Even a read may find the database away.
  if (name !== 'healthz') codes.push('not_ready');
  if (method !== 'GET') codes.push('storage_full');
  return codes;
}
