import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Refusal } from '../domain/refusal.ts';

/** The largest body that any operation takes, in bytes. */
const BODY_LIMIT = 100 * 1024;

/**
 * Reads a JSON body to its end and gives the value, or undefined where there is none.
 * Refuses with `unsupported_media_type`, `body_too_large` or `invalid_json`.
 */
export function readJson(
  request: IncomingMessage,
  done: (value: unknown) => void,
  refuse: (refusal: Refusal) => void,
): void {
  const refusal = unreadable(request.headers);
  if (refusal) {
    refuse(refusal);
    return;
  }
  const chunks: Buffer[] = [];
  let size = 0;
  const settle = (act: () => void) => {
    request.off('data', take).off('end', end);
    act();
  };
  const take = (chunk: Buffer) => {
    size += chunk.length;
    if (size > BODY_LIMIT) settle(() => refuse(tooLarge()));
    else chunks.push(chunk);
  };
  const end = () =>
    settle(() => {
      const value = parse(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
      if (value instanceof Refusal) refuse(value);
      else done(value);
    });
  request.on('data', take).on('end', end);
}

/** `readJson` into `request.body`. */
export const jsonBody: RequestHandler = (request, _response, next) => {
  readJson(
    request,
    (value) => {
      request.body = value;
      next();
    },
    next,
  );
};

function unreadable(headers: IncomingHttpHeaders): Refusal | null {
  const length = Number(headers['content-length'] ?? 0);
  if (length === 0 && headers['transfer-encoding'] === undefined) return null;
  if (!/^application\/json *(;|$)/i.test(headers['content-type'] ?? '')) {
    return new Refusal('unsupported_media_type', 'Send the body as application/json.');
  }
  if ((headers['content-encoding'] ?? 'identity').toLowerCase() !== 'identity') {
    return new Refusal(
      'unsupported_media_type',
      'Send the body as it is, without a Content-Encoding.',
    );
  }
  return length > BODY_LIMIT ? tooLarge() : null;
}

function tooLarge(): Refusal {
  return new Refusal('body_too_large', 'A body may have at most 100 kB.');
}

// `application/json` has no charset to believe: it is UTF-8 (RFC 8259 sections 8.1 and 11).
const utf8 = new TextDecoder('utf-8', { fatal: true });

function parse(bytes: Buffer): unknown {
  if (bytes.length === 0) return undefined;
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch {
    // Not the cause: its message repeats what was sent.
    return new Refusal('invalid_json', 'The body could not be read as UTF-8 JSON.');
  }
}
