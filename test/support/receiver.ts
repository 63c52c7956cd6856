/** A webhook receiver, which verifies each delivery as a stranger would: with `standardwebhooks`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { Webhook as Verifier } from 'standardwebhooks';
import { onTestFinished } from 'vitest';
import { listen } from './listen.ts';
import { until } from './until.ts';

export interface Received {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Answers a delivery; `nth` counts from 1. */
export type Answering = (
  response: ServerResponse,
  received: Received,
  nth: number,
) => void | Promise<void>;

export interface Receiver {
  /** `http://127.0.0.1:<port>/hook` */
  url: string;
  port: number;
  received: Received[];
  /** Resolves once so many have come; throws when they do not. */
  waitFor(count: number): Promise<void>;
}

/** Closed when the test ends. `answer` without one is 204. */
export async function receiver(answer: Answering = status(204)): Promise<Receiver> {
  const received: Received[] = [];
  const { url, port, close } = await listen(() => async (request, response) => {
    const body = (await buffer(request)).toString();
    const { method = '', url: path = '', headers } = request;
    const one = { method, path, headers, body };
    received.push(one);
    await answer(response, one, received.length);
  });
  onTestFinished(close);
  return {
    url: `${url}/hook`,
    port,
    received,
    waitFor: (count) => until(() => received.length >= count),
  };
}

export function status(code: number, body = '', headers: Record<string, string> = {}): Answering {
  return (response) => void response.writeHead(code, headers).end(body);
}

/** The first so many attempts fail, the others do not. */
export function failing(times: number, code = 503): Answering {
  return (response, _, nth) => void response.writeHead(nth <= times ? code : 200).end();
}

/** What the receiver gets out of a delivery; throws where the signature is not right. */
export function verified(secret: string, { body, headers }: Received): WebhookPayload {
  return new Verifier(secret).verify(body, headers as Record<string, string>) as WebhookPayload;
}

export interface WebhookPayload {
  type: string;
  timestamp: string;
  entity: string;
  operation: string;
  data: Record<string, unknown>;
}
