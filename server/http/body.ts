import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import type { RequestHandler } from 'express';
import { Refusal } from '../domain/refusal.ts';

/** The largest body that any operation takes, in bytes. */
const BODY_LIMIT = 100 * 1024;

/** A kind of body: its media type, and what its bytes say. */
interface Kind {
  mediaType: string;
  parse(bytes: Buffer): unknown;
}

// `application/json` has no charset to believe: it is UTF-8 (RFC 8259 sections 8.1 and 11).
const utf8 = new TextDecoder('utf-8', { fatal: true });

const JSON_KIND: Kind = {
  mediaType: 'application/json',
  parse(bytes) {
    try {
      return JSON.parse(utf8.decode(bytes));
    } catch {
      // Not the cause: its message repeats what was sent.
      return new Refusal('invalid_json', 'The body could not be read as UTF-8 JSON.');
    }
  },
};

const FORM_KIND: Kind = {
  mediaType: 'application/x-www-form-urlencoded',
  parse(bytes) {
    const fields = new Map<string, string>();
    for (const [name, value] of new URLSearchParams(bytes.toString('latin1'))) {
      // RFC 6749 section 3.2: no parameter more than once.
      if (fields.has(name)) {
        return new Refusal('invalid_input', 'The form has a field more than once.');
      }
      fields.set(name, value);
    }
    return Object.fromEntries(fields);
  },
};

/**
 * Reads a JSON body to its end and gives the value, or undefined where there is none.
 * Refuses with `unsupported_media_type`, `body_too_large` or `invalid_json`.
 */
export function readJson(
  request: IncomingMessage,
  done: (value: unknown) => void,
  refuse: (refusal: Refusal) => void,
): void {
  readBody(JSON_KIND, request, done, refuse);
}

/** `readJson` into `request.body`. */
export const jsonBody = bodyOf(JSON_KIND);

/** The fields of a form into `request.body`, each a text. */
export const formBody = bodyOf(FORM_KIND);

function bodyOf(kind: Kind): RequestHandler {
  return (request, _response, next) => {
    const done = (value: unknown) => {
      request.body = value;
      next();
    };
    readBody(kind, request, done, next);
  };
}

function readBody(
  kind: Kind,
  request: IncomingMessage,
  done: (value: unknown) => void,
  refuse: (refusal: Refusal) => void,
): void {
  const refusal = unreadable(kind, request.headers);
  if (refusal) {
    refuse(refusal);
    return;
  }
  const length = Number(request.headers['content-length']);
  const chunks: Buffer[] = [];
  let size = 0;
  let isOver = false;
  const end = (bytes: Buffer) => {
    isOver = true;
    const value = bytes.length === 0 ? undefined : kind.parse(bytes);
    if (value instanceof Refusal) refuse(value);
    else done(value);
  };
  request.on('data', (chunk: Buffer) => {
    if (isOver) return;
    // Nearly every body comes in one piece, and says so beforehand.
    if (chunk.length === length) {
      end(chunk);
      return;
    }
    size += chunk.length;
    if (size > BODY_LIMIT) {
      isOver = true;
      refuse(tooLarge());
    } else {
      chunks.push(chunk);
    }
  });
  request.on('end', () => {
    if (!isOver) end(Buffer.concat(chunks));
  });
}

function unreadable({ mediaType }: Kind, headers: IncomingHttpHeaders): Refusal | null {
  const length = Number(headers['content-length'] ?? 0);
  if (length === 0 && headers['transfer-encoding'] === undefined) return null;
  const type = headers['content-type'] ?? '';
  // Nearly always it is just that.
  if (type !== mediaType && type.split(';')[0]?.trim().toLowerCase() !== mediaType) {
    return new Refusal('unsupported_media_type', `Send the body as ${mediaType}.`);
  }
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') {
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
