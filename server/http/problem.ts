import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { ERRORS, type ErrorCode, type Problem } from '../../shared/contract/errors.ts';
import { Refusal } from '../domain/refusal.ts';
import { StoreUnavailable } from '../store/store.ts';
import { challenge } from './challenge.ts';

/** Answers with RFC 9457 problem details. */
export function sendProblem(
  response: Response,
  code: ErrorCode,
  detail: string,
  errors?: { path: string; message: string }[],
): void {
  const { status, title } = ERRORS[code];
  const problem: Problem = {
    type: `urn:keyturn:problem:${code}`,
    title,
    status,
    detail,
    code,
    requestId: response.locals.requestId,
    ...(errors && { errors }),
  };
  // RFC 6750 section 3: a 401 names the scheme, and the error once a credential was given.
  if (status === 401 && !response.hasHeader('WWW-Authenticate')) {
    const given = code !== 'credentials_missing';
    response.set('WWW-Authenticate', challenge(given ? { error: 'invalid_token' } : {}));
  }
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
}

export const nothingHere: RequestHandler = (request, response) => {
  sendProblem(response, 'not_found', `There is no ${request.method} ${request.path} here.`);
};

/** Every error becomes a problem; only what we did not foresee is logged as one. */
export function problems(log: Logger): ErrorRequestHandler {
  return (error, _request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof Refusal) {
      if (error.retryAfter !== undefined) response.set('Retry-After', String(error.retryAfter));
      return sendProblem(response, error.code, error.message, error.errors);
    }
    if (error instanceof StoreUnavailable) {
      log.error({ err: error, requestId: response.locals.requestId }, 'store unavailable');
      response.set('Retry-After', '5');
      return sendProblem(
        response,
        'not_ready',
        'The change could not be stored; nothing was changed.',
      );
    }
    const known = fromParser(error);
    if (known) return sendProblem(response, known.code, known.detail);
    log.error({ err: error, requestId: response.locals.requestId }, 'unexpected failure');
    sendProblem(response, 'internal', 'The server failed in a way that was not foreseen.');
  };
}

/** What body-parser and Express's router throw at bad input. */
function fromParser(error: unknown): { code: ErrorCode; detail: string } | null {
  if (error instanceof URIError) return { code: 'not_found', detail: 'The path is not valid.' };
  const { type, status } = (error ?? {}) as { type?: unknown; status?: unknown };
  switch (type) {
    case 'entity.too.large':
      return { code: 'body_too_large', detail: 'A body may have at most 100 kB.' };
    case 'encoding.unsupported':
      return {
        code: 'unsupported_media_type',
        detail: 'Send the body as it is, without a Content-Encoding.',
      };
    default:
      return typeof status === 'number' && status >= 400 && status < 500
        ? { code: 'invalid_json', detail: 'The request could not be read.' }
        : null;
  }
}
