import type { RequestHandler } from 'express';
import type { RandomBytes } from '../../shared/key-format.ts';
import { createId } from '../domain/ids.ts';

/** Names each request, so that an answer and a line of the log can be matched. */
export function requestId(randomBytes: RandomBytes): RequestHandler {
  return (_request, response, next) => {
    response.locals.requestId = createId('req', randomBytes);
    response.set('X-Request-Id', response.locals.requestId);
    next();
  };
}
