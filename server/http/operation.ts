/**
 * Ties an operation of the contract to its handler: guard, validate, act, respond, in
 * this order, in this one place.
 */
import type { Request, RequestHandler, Response, Router } from 'express';
import type { OperationName } from '../../shared/contract/endpoints.ts';
import { ERRORS } from '../../shared/contract/errors.ts';
import { takenBody } from '../../shared/contract/operations/operation.ts';
import {
  type AnswerOf,
  methodAndPath,
  OPERATIONS,
  type Operation,
  type ValidBody,
  type ValidParams,
  type ValidQuery,
} from '../../shared/contract/operations.ts';
import type { Origin } from '../domain/audit/author.ts';
import type { Context } from '../domain/context.ts';
import { notFound, Refusal } from '../domain/refusal.ts';
import { BASIC_CHALLENGE, isBasic } from './basic.ts';
import { formBody, jsonBody } from './body.ts';
import { type CallerOf, readCaller } from './caller.ts';
import { requestIdOf } from './request-id.ts';
import { type StreamReply, stream } from './stream.ts';
import { validate } from './validate.ts';

export interface Call<N extends OperationName> {
  params: ValidParams<N>;
  query: ValidQuery<N>;
  body: ValidBody<N>;
  caller: CallerOf<(typeof OPERATIONS)[N]['caller']>;
  origin: Origin;
}

export type Reply<N extends OperationName> = {
  status: keyof (typeof OPERATIONS)[N]['answers'];
  body: AnswerOf<N>;
};

export type Handler<N extends OperationName> = (
  call: Call<N>,
  request: Request,
) => Promise<Reply<N>> | Reply<N>;

/** For an operation with an `answerType`. `signal` ends when the client has gone. */
export type StreamHandler<N extends OperationName> = (
  call: Call<N>,
  signal: AbortSignal,
) => Promise<StreamReply<AnswerOf<N>>> | StreamReply<AnswerOf<N>>;

// By way of maps, so that TypeScript knows the one handler's type while it reads it.
type Handlers = { [N in OperationName]: Handler<N> };
type StreamHandlers = { [N in OperationName]: StreamHandler<N> };

/**
 * Adds the operation to the router, at the path that the contract gives it. What `first`
 * throws is the answer whatever the request has in its body.
 */
export function offer<N extends OperationName>(
  router: Router,
  context: Context,
  name: N,
  handler: Handlers[N],
  first?: () => Promise<void>,
): void {
  const answer = async (call: Call<N>, request: Request, response: Response) => {
    const reply = await handler(call, request);
    respond(response, reply.status as number, reply.body);
  };
  serve(router, context, name, answer, first);
}

/** The same for an operation that answers piece by piece, as its `answerType` says. */
export function offerStream<N extends OperationName>(
  router: Router,
  context: Context,
  name: N,
  handler: StreamHandlers[N],
): void {
  const { answerType }: Operation = OPERATIONS[name];
  if (!answerType) throw new Error(`${name} answers with one document.`);
  serve(router, context, name, async (call, request, response) => {
    // Express offers HEAD wherever GET is; the answer to it would not end by itself.
    if (request.method === 'HEAD') response.type(answerType).end();
    else await stream(response, answerType, (signal) => handler(call, signal));
  });
}

function serve<N extends OperationName>(
  router: Router,
  context: Context,
  name: N,
  answer: (call: Call<N>, request: Request, response: Response) => Promise<void>,
  first?: () => Promise<void>,
): void {
  const operation: Operation = OPERATIONS[name];
  const { method, path } = methodAndPath(name);
  const verb = method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete';
  const body = takenBody(method, operation);
  const readBody = operation.bodyType === undefined ? jsonBody : formBody;

  const guard: RequestHandler = async (request, response, next) => {
    // Answers carry secrets and states of the moment (RFC 9111 section 5.2.2.5).
    response.set('Cache-Control', 'no-store');
    await first?.();
    const origin = originOf(request, response);
    const caller = await readCaller(context, operation, request, origin).catch((error) => {
      nameScheme(operation, request, response, error);
      throw error;
    });
    response.locals.guarded = { params: readParams(operation, request), caller };
    next();
  };

  const guardAgain: RequestHandler = (request, response, next) =>
    response.locals.hadBody ? next() : guard(request, response, next);

  // The guard stands before the body, so that strangers cannot make us read one, and
  // again after a body that took longer, because its sender may have lost their rights.
  router[verb](
    expressPath(path),
    guard,
    ...(body ? [noteBody, readBody, guardAgain] : []),
    async (request, response) => {
      const call = {
        ...response.locals.guarded,
        query: operation.query && validate(operation.query, request.query),
        body: body && validate(body, request.body, operation.unknownFields),
        origin: originOf(request, response),
      } as Call<N>;
      await answer(call, request, response);
    },
  );
}

/** Notes whether all of the body is here already. */
const noteBody: RequestHandler = (request, response, next) => {
  response.locals.hadBody = request.complete;
  next();
};

/** RFC 6749 section 5.2: a 401 names the scheme that was tried. */
function nameScheme(
  { basic }: Operation,
  request: Request,
  response: Response,
  error: unknown,
): void {
  const unauthorized = error instanceof Refusal && ERRORS[error.code].status === 401;
  if (basic && unauthorized && isBasic(request.headers.authorization)) {
    response.set('WWW-Authenticate', BASIC_CHALLENGE);
  }
}

/** `/v1/orgs/{org}` as Express writes it: `/v1/orgs/:org`. */
export function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1');
}

function originOf(request: Request, response: Response): Origin {
  return {
    ip: request.ip ?? '',
    userAgent: request.get('user-agent')?.slice(0, 300) ?? null,
    requestId: requestIdOf(response),
  };
}

function respond(response: Response, status: number, body: unknown): void {
  response.statusCode = status;
  if (body === undefined) {
    response.end();
    return;
  }
  // Not by Express, which makes a 304 of it for `If-None-Match: *`, though nobody may keep it.
  const text = JSON.stringify(body);
  response.setHeader('Content-Type', 'application/json; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}

/** An id that cannot be one is a row that is not there. */
function readParams(operation: Operation, request: Request): Record<string, unknown> {
  if (!operation.params) return {};
  const result = operation.params.safeParse(request.params);
  if (!result.success) throw notFound('row');
  return result.data;
}
