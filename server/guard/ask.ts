import { Agent, type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { request as httpsRequest, Agent as TlsAgent } from 'node:https';

const AGENTS = { http: new Agent({ keepAlive: true }), https: new TlsAgent({ keepAlive: true }) };

export interface Question {
  method: 'GET' | 'POST';
  headers: Record<string, string>;
  body?: string;
  /** Ends the request with its reason, also while the answer is read. */
  signal: AbortSignal;
}

/**
 * One request over kept-alive connections; redirects are not followed, since they would
 * hand the key to another server. Not by `fetch`: the one in Node 20 forgets the signal
 * while a body is read, once the garbage collector has run, and a server that sends its
 * headers and falls silent then holds the request for ever.
 */
export function ask(url: URL, question: Question): Promise<IncomingMessage> {
  const { method, headers, body, signal } = question;
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const request =
      url.protocol === 'https:'
        ? httpsRequest(url, { method, headers, agent: AGENTS.https })
        : httpRequest(url, { method, headers, agent: AGENTS.http });
    const end = () => request.destroy(signal.reason);
    const failed = (error: Error) => {
      // The server had closed the idle connection as we took it: that says nothing of it.
      if (wasClosedIdle(request, error) && !signal.aborted) resolve(ask(url, question));
      else reject(error);
    };
    signal.addEventListener('abort', end, { once: true });
    request.once('close', () => signal.removeEventListener('abort', end));
    request.once('response', (response) => {
      // From here on the response tells of it.
      request.off('error', failed).on('error', () => {});
      resolve(response);
    });
    request.on('error', failed);
    request.end(body);
  });
}

function wasClosedIdle(request: ClientRequest, error: Error): boolean {
  return request.reusedSocket && 'code' in error && error.code === 'ECONNRESET';
}
