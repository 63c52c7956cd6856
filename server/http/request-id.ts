import type { ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import { customRandom, urlAlphabet } from 'nanoid';
import type { RandomBytes } from '../../shared/key-format.ts';

export const REQUEST_ID_HEADER = 'X-Request-Id';
/** Where a response keeps it: what `writeHead` was given cannot be asked for. */
const KEPT = Symbol('request id');

interface Named {
  [KEPT]?: string;
}

/** Gives a new id for each request, `req_` and 21 characters. */
export type RequestIds = () => string;

/** Drawn once per process and then counted: an id has to be unique, not secret. */
export function createRequestIds(randomBytes: RandomBytes): RequestIds {
  const process = customRandom(urlAlphabet, 13, randomBytes)();
  let count = 0;
  return () => `req_${process}${(count++).toString(36).padStart(8, '0')}`;
}

/** Names a request, so that its answer and its line of the log can be matched. */
export function nameRequest(response: ServerResponse, id: string): void {
  keepRequestId(response, id);
  response.setHeader(REQUEST_ID_HEADER, id);
}

/** For whoever sends the header itself. */
export function keepRequestId(response: ServerResponse & Named, id: string): void {
  response[KEPT] = id;
}

export function requestIdOf(response: ServerResponse & Named): string {
  return response[KEPT] ?? '';
}

export function requestId(next: RequestIds): RequestHandler {
  return (_request, response, go) => {
    nameRequest(response, next());
    go();
  };
}
