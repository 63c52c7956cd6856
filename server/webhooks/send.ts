/** One attempt: a POST, and the beginning of the answer to it. */
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { AttemptResult } from '../domain/webhooks/attempt.ts';
import { VERSION } from '../version.ts';
import { type Message, signedHeaders } from './sign.ts';
import { type TargetGate, TargetRefused } from './targets.ts';

export interface Post {
  url: string;
  secret: string;
  message: Message;
}

/** Of the answer's body: read at most, in bytes, and kept, in characters. */
const READ_LIMIT = 16 * 1024;
const KEPT_LENGTH = 1_000;

/**
 * Never rejects. Redirects are not followed: their 3xx is the answer. The answer's status
 * counts as soon as it is there, however long or slow its body is. `signal` ends it early.
 */
export function send(
  { url: target, secret, message }: Post,
  targets: Pick<TargetGate, 'isRefusedByName' | 'lookup'>,
  { limit, signal }: { limit: number; signal: AbortSignal },
): Promise<AttemptResult> {
  const url = new URL(target);
  if (targets.isRefusedByName(url.hostname)) return Promise.resolve({ error: REFUSED });
  return new Promise((resolve) => {
    const body = Buffer.from(message.body);
    const request = (url.protocol === 'https:' ? httpsRequest : httpRequest)(url, {
      method: 'POST',
      // A connection of its own: it ends with the attempt, and its address was just checked.
      agent: false,
      lookup: targets.lookup,
      // Whatever NODE_TLS_REJECT_UNAUTHORIZED says.
      ...(url.protocol === 'https:' && { rejectUnauthorized: true }),
      headers: {
        'content-type': 'application/json',
        'content-length': body.length,
        'user-agent': `Keyturn/${VERSION} (webhooks)`,
        ...signedHeaders(message, secret),
      },
    });
    let end = (reason: Error): void => void request.destroy(reason);
    const timer = setTimeout(() => end(new TooLate()), limit);
    const onAbort = () => end(new Error('The server stops.'));
    signal.addEventListener('abort', onAbort);
    const finish = (result: AttemptResult) => {
      clearTimeout(timer);
      signal.removeEventListener('abort', onAbort);
      resolve(result);
    };
    request.on('error', (error) => finish({ error: wordsFor(error, limit) }));
    request.on('response', (response) => {
      const status = response.statusCode ?? 0;
      end = () => void response.destroy();
      void beginningOf(response).then((text) => {
        finish({ status, body: text });
        request.destroy();
      });
    });
    if (signal.aborted) onAbort();
    else request.end(body);
  });
}

class TooLate extends Error {}

/** Resolves when it is at its end, has been cut short, or is longer than is read of it. */
function beginningOf(response: IncomingMessage): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    const finish = () => resolve(shown(Buffer.concat(chunks).subarray(0, READ_LIMIT)));
    response
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.length;
        if (size >= READ_LIMIT) finish();
      })
      .on('error', finish)
      .on('close', finish);
  });
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: databases and terminals choke on them
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

function shown(bytes: Buffer): string {
  return bytes.toString('utf8').replace(CONTROLS, '').slice(0, KEPT_LENGTH).toWellFormed();
}

const REFUSED = 'The address is not one that events are sent to.';

const WORDS: Record<string, string> = {
  ECONNREFUSED: 'The connection was refused.',
  ECONNRESET: 'The connection was closed before an answer came.',
  ENOTFOUND: 'The host name leads nowhere.',
  EAI_AGAIN: 'The host name could not be looked up.',
  EHOSTUNREACH: 'The host cannot be reached.',
  ENETUNREACH: 'The host cannot be reached.',
  ETIMEDOUT: 'The host cannot be reached.',
};

/** For people, and without what the error itself may repeat. */
function wordsFor(error: Error, limit: number): string {
  if (error instanceof TooLate) return `No answer came within ${limit / 1000} seconds.`;
  if (error instanceof TargetRefused) return REFUSED;
  const [first = error] = error instanceof AggregateError ? error.errors : [];
  const { code = '' } = first as NodeJS.ErrnoException;
  return WORDS[code] ?? `The request failed${/^[A-Z0-9_]+$/.test(code) ? ` (${code})` : ''}.`;
}
