/** Requests to a server under test; each answer is checked against the contract. */
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import type { OperationName } from '../../shared/contract/endpoints.ts';
import { ERRORS, type ErrorCode } from '../../shared/contract/errors.ts';
import { methodAndPath, OPERATIONS, type Operation } from '../../shared/contract/operations.ts';
import type { Secrets } from './secrets.ts';

export interface RequestOptions {
  token?: string | undefined;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, in place of `body`. */
  raw?: string | Uint8Array;
  headers?: Record<string, string>;
}

export interface Answer<B = unknown> {
  status: number;
  headers: Headers;
  body: B;
}

export type Request = <B = unknown>(
  method: string,
  path: string,
  options?: RequestOptions,
) => Promise<Answer<B>>;

/** `secrets`: gets to know every one that goes to the server or comes from it. */
export function requester(address: string, secrets?: Secrets): Request {
  return async <B>(method: string, path: string, options: RequestOptions = {}) => {
    const { token, body, raw, headers } = options;
    const response = await fetch(`${address}${path}`, {
      method,
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      redirect: 'error',
      body: (raw as BodyInit) ?? (body === undefined ? null : JSON.stringify(body)),
    });
    const text = await response.text();
    const answer = {
      status: response.status,
      headers: response.headers,
      body: bodyOf(response, text),
    };
    secrets?.note(options, answer);
    checkAnswer(method, path, answer);
    return answer as Answer<B>;
  };
}

const JSON_LINES = 'application/x-ndjson';

/** Of JSON lines, an array of them. */
function bodyOf({ headers }: Response, text: string): unknown {
  if (headers.get('content-type') === JSON_LINES) {
    return text
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line));
  }
  return text === '' ? undefined : JSON.parse(text);
}

const CODES = Object.keys(ERRORS) as [ErrorCode, ...ErrorCode[]];
const problem = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().min(1),
  code: z.enum(CODES),
  requestId: z.string().regex(/^req_[\w-]{21}$/),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string().min(1) })).optional(),
});

/** What any operation may refuse with. */
const EVERYWHERE: readonly ErrorCode[] = [
  'invalid_input',
  'invalid_json',
  'body_too_large',
  'unsupported_media_type',
  'not_found',
  'method_not_allowed',
  'malformed_request',
  'credentials_missing',
  'credentials_invalid',
  'session_required',
  'scope_missing',
  'admin_only',
  'second_factor_missing',
  'not_ready',
  'storage_full',
];

/** Throws where the contract does not know such an answer. */
export function checkAnswer(method: string, path: string, { status, headers, body }: Answer): void {
  const name = operationAt(method, path);
  const operation: Operation | undefined = name && OPERATIONS[name];
  const where = `${method} ${path} → ${status}`;
  if (status >= 400) {
    if (method === 'HEAD') return;
    const { type, code, requestId, title } = problem.parse(body, { error: () => where });
    const known = ERRORS[code];
    const declared = [...EVERYWHERE, ...(operation?.errors ?? [])];
    if (headers.get('content-type') !== 'application/problem+json; charset=utf-8') {
      throw new Error(`${where}: not problem+json`);
    }
    if (known.status !== status || known.title !== title) {
      throw new Error(`${where}: ${code} has another status or title`);
    }
    if (type !== `/docs/errors#${code}`) throw new Error(`${where}: another type`);
    if (requestId !== headers.get('x-request-id')) throw new Error(`${where}: another request id`);
    if (!declared.includes(code)) throw new Error(`${where}: ${code} is not declared`);
    return;
  }
  if (!operation) return;
  const schema = operation.answers[status];
  if (schema === undefined) throw new Error(`${where}: this status is not declared`);
  if (schema === null) {
    if (body !== undefined) throw new Error(`${where}: a body where none is declared`);
    return;
  }
  const isInLines = headers.get('content-type') === JSON_LINES;
  if (isInLines !== (operation.answerType === JSON_LINES)) {
    throw new Error(`${where}: another content type than is declared`);
  }
  for (const document of isInLines ? (body as unknown[]) : [body]) {
    // Parsing drops what is not declared, so a field that leaks makes a difference.
    if (!isDeepStrictEqual(schema.parse(document, { error: () => where }), document)) {
      throw new Error(`${where}: more than what is declared: ${JSON.stringify(document)}`);
    }
  }
}

const TEMPLATES = (Object.keys(OPERATIONS) as OperationName[]).map((name) => {
  const { method, path } = methodAndPath(name);
  return { name, method, pattern: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`) };
});

/** The operation of the contract that a request is for. */
export function operationAt(method: string, path: string): OperationName | undefined {
  const [pathname = ''] = path.split('?');
  return TEMPLATES.find((one) => one.method === method && one.pattern.test(pathname))?.name;
}
