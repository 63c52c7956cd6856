import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { verifyAnswer } from '../../shared/contract/check.ts';
import { ask } from './ask.ts';

/** `verifyAnswer` as a client reads it: a code that is newer than this guard is still a "no". */
const answerRead = verifyAnswer.extend({ code: z.string() });
export type Answer = z.infer<typeof answerRead>;

/** Keyturn gave no answer that can be acted on; the message names the cause, never a key. */
export class NoAnswer extends Error {
  override name = 'NoAnswer';
  /** In seconds, where Keyturn said when to ask again. */
  readonly retryAfter: number | undefined;

  constructor(cause: string, retryAfter?: number) {
    super(cause);
    this.retryAfter = retryAfter;
  }
}

/** What the key came with, for its record. */
export interface ClientRequest {
  method: string;
  /** Without the query, which may hold anything. */
  path: string;
  ip?: string;
}

export interface Answered {
  answer: Answer;
  /** On the server's clock, in milliseconds since the epoch; never too early. */
  answeredAt: number;
}

/** Throws `NoAnswer` when there is none to act on. */
export type Verifier = (
  clientKey: string,
  scopes: readonly string[],
  request: ClientRequest,
) => Promise<Answered>;

/** Asks `POST /v1/verify` of the server at `address`, over kept-alive connections. */
export function createVerifier(address: string, serviceKey: string, timeoutMs: number): Verifier {
  const url = new URL('v1/verify', address.endsWith('/') ? address : `${address}/`);
  const headers = { Authorization: `Bearer ${serviceKey}`, 'Content-Type': 'application/json' };

  return async (clientKey, scopes, request) => {
    const response = await ask(url, {
      method: 'POST',
      headers,
      body: JSON.stringify({ key: clientKey, scopes, request }),
      signal: AbortSignal.timeout(timeoutMs),
    }).catch((error: unknown) => {
      throw new NoAnswer(`no answer from ${url.origin}: ${causeOf(error)}`);
    });
    // Read in every case: an unread body keeps its connection from being used again.
    const body: unknown = await json(response).catch(() => undefined);
    const { statusCode: status } = response;
    if (status === 401 || status === 403) {
      throw new NoAnswer(
        `${url.origin} does not accept the service key; it needs keyturn.keys:verify`,
      );
    }
    if (status !== 200) {
      const seconds = Number(response.headers['retry-after']);
      throw new NoAnswer(
        `${url.origin} answered ${status}`,
        Number.isInteger(seconds) && seconds > 0 ? seconds : undefined,
      );
    }
    const answer = answerRead.safeParse(body);
    if (!answer.success) throw new NoAnswer(`${url.origin} answered with something else`);
    return { answer: answer.data, answeredAt: timeOf(response.headers.date) };
  };
}

/** The header's whole seconds are cut off (RFC 9110 section 5.6.7). */
function timeOf(header = ''): number {
  const date = Date.parse(header);
  return Number.isNaN(date) ? Date.now() : date + 1_000;
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown cause';
  if (error.name === 'TimeoutError') return 'it took too long';
  return 'code' in error ? String(error.code) : error.message;
}
