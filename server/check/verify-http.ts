import type { IncomingMessage, ServerResponse } from 'node:http';
import { verifyRequest } from '../../shared/contract/check.ts';
import { methodAndPath } from '../../shared/contract/operations.ts';
import { callerHash, keyCallerByHash } from '../domain/callers.ts';
import type { Context } from '../domain/context.ts';
import { andThen, type MaybePromise } from '../domain/maybe-promise.ts';
import { UNSEEN } from '../domain/requests/pending.ts';
import { bearerToken } from '../http/bearer.ts';
import { readJson } from '../http/body.ts';
import type { CrossOrigin } from '../http/cors.ts';
import { validate } from '../http/validate.ts';
import { answerOk } from './answer.ts';
import { attempt } from './attempt.ts';
import { type Checked, checkKey } from './check-key.ts';
import type { SeenBy } from './seen.ts';
import { verifyAnswer } from './verify-answer.ts';

export const VERIFY = methodAndPath('verify');
const SCOPE = 'keyturn.keys:verify';

/** `POST /v1/verify`. */
export function answerVerify(
  context: Context,
  crossOrigin: CrossOrigin,
  seenBy: SeenBy,
  request: IncomingMessage,
  response: ServerResponse,
  fail: (error: unknown) => void,
): void {
  const start = () => attempt(() => readAndAnswer(context, seenBy, request, response, fail), fail);
  if (request.headers.origin === undefined) start();
  else crossOrigin(request, response, start);
}

function readAndAnswer(
  context: Context,
  seenBy: SeenBy,
  request: IncomingMessage,
  response: ServerResponse,
  fail: (error: unknown) => void,
): MaybePromise<void> {
  const hash = callerHash(context, bearerToken(request.headers.authorization), SCOPE);
  const { method, path } = VERIFY;
  const caller = { method, path, ip: seenBy.ipOf(request) };
  // Before the body, so that strangers cannot make us read one.
  return andThen(keyCallerByHash(context, hash, SCOPE, caller), () =>
    readJson(request, (value) => attempt(() => answer(context, hash, value, response), fail), fail),
  );
}

function answer(
  context: Context,
  callerHash: string,
  value: unknown,
  response: ServerResponse,
): MaybePromise<void> {
  const { key, scopes = NONE, request = UNSEEN } = validate(verifyRequest, value);
  // Asked again: whoever sends a body slowly may have lost their rights meanwhile.
  return andThen(keyCallerByHash(context, callerHash, SCOPE, null), (caller) => {
    const checked = checkKey(context, caller.key.orgId, key, scopes, request);
    return andThen(checked, (known) => send(response, known));
  });
}

const NONE: readonly string[] = Object.freeze([]);

function send(response: ServerResponse, checked: Checked): void {
  const { text, length } = verifyAnswer(checked);
  const headers = [
    'Content-Type',
    'application/json; charset=utf-8',
    'Content-Length',
    String(length),
  ];
  answerOk(response, headers, text);
}
