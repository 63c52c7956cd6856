import { isUtf8 } from 'node:buffer';
import express, { type RequestHandler } from 'express';
import { Refusal } from '../domain/refusal.ts';

/** The largest body that any operation takes. */
export const BODY_LIMIT = '100kb';

const parse = express.json({
  limit: BODY_LIMIT,
  type: 'application/json',
  // body-parser would turn bad UTF-8 into replacement characters without a word.
  verify: (_request, _response, bytes) => {
    if (!isUtf8(bytes)) throw new Refusal('invalid_json', 'The body is not valid UTF-8.');
  },
});

/** Reads a JSON body; `request.body` stays undefined where there is none. */
export const jsonBody: RequestHandler[] = [
  (request, _response, next) => {
    const hasBody =
      request.headers['transfer-encoding'] !== undefined ||
      Number(request.headers['content-length'] ?? 0) > 0;
    if (hasBody && !request.is('application/json')) {
      throw new Refusal('unsupported_media_type', 'Send the body as application/json.');
    }
    next();
  },
  parse,
];
