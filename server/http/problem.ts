import type { ServerResponse } from 'node:http';
import type { ErrorRequestHandler, RequestHandler } from 'express';
import type { Logger } from 'pino';
import { ERRORS, type ErrorCode, type Problem } from '../../shared/contract/errors.ts';
import { problemType } from '../docs/errors-page.ts';
import { Refusal } from '../domain/refusal.ts';
import { FateUnknown, StoreUnavailable } from '../store/store.ts';
import { challenge } from './challenge.ts';
import { requestIdOf } from './request-id.ts';
import { logRefusal } from './security-log.ts';

export interface ProblemMore {
  errors?: { path: string; message: string }[] | undefined;
  /** Whom it is about, for the log. */
  subject?: string | undefined;
}

/** Answers with RFC 9457 problem details. The response has its request id already. */
export function sendProblem(
  response: ServerResponse,
  code: ErrorCode,
  detail: string,
  { errors, subject }: ProblemMore = {},
): void {
  const { status } = ERRORS[code];
  logRefusal(response, code, subject);
  // RFC 6750 section 3: a 401 names the scheme, and the error once a credential was given.
  if (status === 401 && !response.hasHeader('WWW-Authenticate')) {
    const given = code !== 'credentials_missing';
    response.setHeader('WWW-Authenticate', challenge(given ? { error: 'invalid_token' } : {}));
  }
  const body = Buffer.from(JSON.stringify(problemOf(code, detail, requestIdOf(response), errors)));
  response.statusCode = status;
  response.setHeader('Content-Type', 'application/problem+json; charset=utf-8');
  response.setHeader('Content-Length', body.length);
  response.end(body);
}

export function problemOf(
  code: ErrorCode,
  detail: string,
  requestId: string,
  errors?: Problem['errors'],
): Problem {
  const { status, title } = ERRORS[code];
  const type = problemType(code);
  return { type, title, status, detail, code, requestId, ...(errors && { errors }) };
}

export const nothingHere: RequestHandler = (request, response) => {
  sendProblem(response, 'not_found', `There is no ${request.method} ${request.path} here.`);
};

const FATE_UNKNOWN =
  'The database went away at the end of the change, so it may have been stored or not. See what is there before you try again.';

/** Every error becomes a problem; only what we did not foresee is logged as one. */
export function answerError(response: ServerResponse, error: unknown, log: Logger): void {
  const requestId = requestIdOf(response);
  if (error instanceof Refusal) {
    if (error.retryAfter !== undefined) response.setHeader('Retry-After', error.retryAfter);
    sendProblem(response, error.code, error.message, error);
  } else if (error instanceof StoreUnavailable) {
    log.error({ err: error, requestId }, 'store unavailable');
    if (isFull(error.cause)) {
      sendProblem(response, 'storage_full', 'The disk is full; nothing was changed.');
    } else if (error instanceof FateUnknown) {
      // No Retry-After: what was stored would be made twice.
      sendProblem(response, 'not_ready', FATE_UNKNOWN);
    } else {
      response.setHeader('Retry-After', 5);
      sendProblem(response, 'not_ready', 'The change could not be stored; nothing was changed.');
    }
  } else if (error instanceof URIError) {
    // Express's router throws it at a path that is no valid percent-encoding.
    sendProblem(response, 'not_found', 'The path is not valid.');
  } else {
    log.error({ err: error, requestId }, 'unexpected failure');
    sendProblem(response, 'internal', 'The server failed in a way that was not foreseen.');
  }
}

function isFull(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && /^(ENOSPC|EDQUOT)$/.test(String(cause.code));
}

export function problems(log: Logger): ErrorRequestHandler {
  return (error, _request, response, _next) => {
    if (!response.headersSent) {
      answerError(response, error, log);
      return;
    }
    // Cut off, so that the client does not take what it has got for the whole.
    log.error({ err: error, requestId: requestIdOf(response) }, 'an answer broke off');
    response.destroy();
  };
}
