import type { IncomingMessage, ServerResponse } from 'node:http';
import { verifyRequest } from '../../shared/contract/check.ts';
import { methodAndPath } from '../../shared/contract/operations.ts';
import { keyCaller } from '../domain/callers.ts';
import type { Context } from '../domain/context.ts';
import { andThen } from '../domain/maybe-promise.ts';
import { bearerToken } from '../http/bearer.ts';
import { readJson } from '../http/body.ts';
import type { CrossOrigin } from '../http/cors.ts';
import { validate } from '../http/validate.ts';
import { attempt } from './attempt.ts';
import { checkKey } from './check-key.ts';
import { verifyAnswer } from './verify-answer.ts';

export const VERIFY = methodAndPath('verify');
const SCOPE = 'keyturn.keys:verify';

/** `POST /v1/verify`. */
export function answerVerify(
  context: Context,
  crossOrigin: CrossOrigin,
  request: IncomingMessage,
  response: ServerResponse,
  fail: (error: unknown) => void,
): void {
  const answer = (token: string, value: unknown) => {
    const body = validate(verifyRequest, value);
    // Asked again: whoever sends a body slowly may have lost their rights meanwhile.
    return andThen(keyCaller(context, token, SCOPE), (caller) =>
      andThen(checkKey(context, caller.key.orgId, body.key, body.scopes ?? []), (checked) => {
        const text = JSON.stringify(verifyAnswer(checked));
        response.setHeader('Content-Type', 'application/json; charset=utf-8');
        response.setHeader('Content-Length', Buffer.byteLength(text));
        response.end(text);
      }),
    );
  };
  const start = () =>
    attempt(() => {
      const token = bearerToken(request.headers.authorization);
      // Before the body, so that strangers cannot make us read one.
      return andThen(keyCaller(context, token, SCOPE), () =>
        readJson(request, (value) => attempt(() => answer(token, value), fail), fail),
      );
    }, fail);
  if (request.headers.origin === undefined) start();
  else crossOrigin(request, response, start);
}
