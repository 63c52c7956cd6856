import express, { type RequestHandler } from 'express';
import { Refusal } from '../domain/refusal.ts';

/** The largest body that any operation takes. */
export const BODY_LIMIT = '100kb';

// Not `express.json()`: it replaces bad UTF-8 without a word and believes a `charset`,
// which application/json does not have (RFC 8259 sections 8.1 and 11).
const readBytes = express.raw({ limit: BODY_LIMIT, type: 'application/json', inflate: false });

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
  readBytes,
  (request, _response, next) => {
    request.body = request.body?.length > 0 ? parse(request.body) : undefined;
    next();
  },
];

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    // Not the cause: its message repeats what was sent.
    throw new Refusal('invalid_json', 'The body could not be read as UTF-8 JSON.');
  }
}
