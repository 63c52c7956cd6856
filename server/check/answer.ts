/**
 * The headers of answers to checks. Set one by one, they cost as much as the check; in
 * one list they are written as they stand.
 */
import type { ServerResponse } from 'node:http';
import { nameRequest, REQUEST_ID_HEADER, requestIdOf } from '../http/request-id.ts';

/** Names and values in turn; this is what `writeHead` takes. */
type Headers = string[];

/** Answers yes, or what else is 200. */
export function answerOk(response: ServerResponse, headers: Headers, body = ''): void {
  headers.push(
    REQUEST_ID_HEADER,
    requestIdOf(response),
    'Cache-Control',
    'no-store',
    'X-Content-Type-Options',
    'nosniff',
  );
  response.writeHead(200, headers);
  response.end(body);
}

/** Before a problem is sent, which adds its own to what is set. */
export function beginProblem(response: ServerResponse): void {
  nameRequest(response, requestIdOf(response));
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('X-Content-Type-Options', 'nosniff');
}
