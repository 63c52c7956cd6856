/** Checks are answered here, ahead of Express, which alone costs several times a check. */
import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Context } from '../domain/context.ts';
import type { CrossOrigin } from '../http/cors.ts';
import { answerError } from '../http/problem.ts';
import { keepRequestId, type RequestIds } from '../http/request-id.ts';
import type { AnswerLog } from '../http/request-log.ts';
import { beginProblem } from './answer.ts';
import { answerAuthorize, authorizePath } from './authorize-http.ts';
import { createSeenBy } from './seen.ts';
import { answerVerify, VERIFY } from './verify-http.ts';

export interface DispatchParts {
  /** Addresses or ranges whose forwarding headers count. */
  trustProxy: string[];
  crossOrigin: CrossOrigin;
  requestIds: RequestIds;
  logAnswer: AnswerLog | undefined;
  log: Logger;
}

// As Express takes paths: in any case, with a slash at the end or without, whatever the query.
const VERIFY_PATH = new RegExp(`^${VERIFY.path}/?(?:\\?|$)`, 'i');

function isVerifyPath(url: string): boolean {
  return url === VERIFY.path || VERIFY_PATH.test(url);
}

/** `rest` gets every request that is no check. */
export function checksFirst(
  context: Context,
  { trustProxy, crossOrigin, requestIds, logAnswer, log }: DispatchParts,
  rest: RequestListener,
): RequestListener {
  const seenBy = createSeenBy(trustProxy);
  return (request, response) => {
    const { url = '', method } = request;
    const isVerify = method === VERIFY.method && isVerifyPath(url);
    const asked = isVerify ? null : authorizePath(url);
    if (!isVerify && !asked) return rest(request, response);
    keepRequestId(response, requestIds());
    logAnswer?.(request, response);
    const fail = (error: unknown) => {
      beginProblem(response);
      answerError(response, error, log);
    };
    if (asked) answerAuthorize(context, asked, seenBy, request, response, fail);
    else answerVerify(context, crossOrigin, seenBy, request, response, fail);
  };
}
