/** Checks are answered here, ahead of Express, which alone costs several times a check. */
import type { RequestListener } from 'node:http';
import type { Logger } from 'pino';
import type { Context } from '../domain/context.ts';
import type { CrossOrigin } from '../http/cors.ts';
import { answerError } from '../http/problem.ts';
import { nameRequest, type RequestIds } from '../http/request-id.ts';
import type { AnswerLog } from '../http/request-log.ts';
import { answerAuthorize, authorizePath } from './authorize-http.ts';
import { answerVerify, VERIFY } from './verify-http.ts';

export interface DispatchParts {
  crossOrigin: CrossOrigin;
  requestIds: RequestIds;
  logAnswer: AnswerLog | undefined;
  log: Logger;
}

/** `rest` gets every request that is no check. */
export function checksFirst(
  context: Context,
  { crossOrigin, requestIds, logAnswer, log }: DispatchParts,
  rest: RequestListener,
): RequestListener {
  return (request, response) => {
    const { url = '', method } = request;
    const isVerify = method === VERIFY.method && url === VERIFY.path;
    const asked = isVerify ? null : authorizePath(url);
    if (!isVerify && !asked) return rest(request, response);
    nameRequest(response, requestIds());
    logAnswer?.(request, response);
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    const fail = (error: unknown) => answerError(response, error, log);
    if (asked) answerAuthorize(context, asked, request, response, fail);
    else answerVerify(context, crossOrigin, request, response, fail);
  };
}
