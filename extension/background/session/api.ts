import { ENDPOINTS, type OperationName } from '../../../shared/contract/endpoints.ts';
import type { Problem } from '../../../shared/contract/errors.ts';
import type { AnswerOf, BodyOf, ParamsOf, QueryOf } from '../../../shared/contract/operations.ts';
import type { Failure } from '../../messages/failure.ts';
import { Failed } from '../failed.ts';

/** What an operation takes; what it does not take is `unknown` and left out. */
export interface Input<N extends OperationName> {
  params?: ParamsOf<N>;
  query?: QueryOf<N>;
  body?: BodyOf<N>;
}

export interface Caller {
  /** The server's origin. */
  address: string;
  /** The session token, where the operation needs one. */
  token?: string;
  /** Ends the wait for an answer; after 15 seconds by default. */
  signal?: AbortSignal;
  fetch?: typeof fetch;
  /** Told the server's time of the answer (ms since the epoch), where it says it. */
  onDate?: (at: number) => void;
}

const TIMEOUT = 15_000;

/**
 * Calls the server. Gives the body of a 2xx answer; throws `Failed` with `no-answer`,
 * `not-keyturn`, `signed-out` (the token is not valid any more) or `refused`.
 */
export async function call<N extends OperationName>(
  caller: Caller,
  name: N,
  input: Input<N> = {},
): Promise<AnswerOf<N>> {
  const { status, text, retryAfter } = await exchange(caller, name, input);
  const answer = parse(text);
  if (status === 204) return undefined as AnswerOf<N>;
  if (status >= 200 && status < 300) {
    if (answer === undefined) throw new Failed({ kind: 'not-keyturn', address: caller.address });
    return answer as AnswerOf<N>;
  }
  throw new Failed(toFailure(status, answer, retryAfter));
}

/** The same for an operation whose answer may be long: its body, while it arrives. */
export async function callForBody<N extends OperationName>(
  caller: Caller,
  name: N,
  input: Input<N> = {},
): Promise<ReadableStream<Uint8Array<ArrayBuffer>>> {
  const response = await request(caller, name, input);
  if (response.ok && response.body) return response.body;
  const { status, text, retryAfter } = await read(response, caller);
  throw new Failed(toFailure(status, parse(text), retryAfter));
}

interface Answered {
  status: number;
  text: string;
  retryAfter: string | null;
}

async function exchange<N extends OperationName>(
  caller: Caller,
  name: N,
  input: Input<N>,
): Promise<Answered> {
  return read(await request(caller, name, input), caller);
}

async function read(response: Response, { address }: Caller): Promise<Answered> {
  try {
    const { status, headers } = response;
    return { status, text: await response.text(), retryAfter: headers.get('Retry-After') };
  } catch {
    throw new Failed({ kind: 'no-answer', address });
  }
}

async function request<N extends OperationName>(
  caller: Caller,
  name: N,
  input: Input<N>,
): Promise<Response> {
  const {
    address,
    token,
    signal = AbortSignal.timeout(TIMEOUT),
    fetch = globalThis.fetch,
  } = caller;
  const [method, template] = ENDPOINTS[name].split(' ') as [string, string];
  const {
    params = {},
    query = {},
    body,
  }: { params?: object; query?: object; body?: unknown } = input;
  const url = address + fill(template, params) + search(query);
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (token !== undefined) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers['Content-Type'] = 'application/json';

  try {
    const response = await fetch(url, {
      method,
      headers,
      body: body === undefined ? null : JSON.stringify(body),
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      referrerPolicy: 'no-referrer',
      signal,
    });
    const date = Date.parse(response.headers.get('Date') ?? '');
    if (!Number.isNaN(date)) caller.onDate?.(date);
    return response;
  } catch {
    throw new Failed({ kind: 'no-answer', address });
  }
}

function fill(template: string, params: object): string {
  const values = new Map<string, unknown>(Object.entries(params));
  return template.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String(values.get(name))),
  );
}

function search(query: object): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined);
  if (given.length === 0) return '';
  return `?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`;
}

/** Undefined for what is not JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function toFailure(status: number, answer: unknown, retryAfter: string | null): Failure {
  const problem = (typeof answer === 'object' && answer !== null ? answer : {}) as Partial<Problem>;
  if (problem.code === 'credentials_invalid' || problem.code === 'credentials_missing') {
    return { kind: 'signed-out' };
  }
  const seconds = Number(retryAfter ?? Number.NaN);
  return {
    kind: 'refused',
    code: problem.code ?? `http_${status}`,
    title: problem.title ?? `The server answered ${status}`,
    detail: problem.detail ?? '',
    errors: Array.isArray(problem.errors) ? problem.errors : [],
    retryAfter: Number.isFinite(seconds) ? seconds : null,
  };
}
