/** A web page and an API that write down what reaches them, as seen from the wire. */
import type { IncomingHttpHeaders } from 'node:http';
import { type Listening, listen } from './listen.ts';

export interface Recorded {
  method: string;
  path: string;
  headers: IncomingHttpHeaders;
}

export interface Recorder extends Listening {
  requests: Recorded[];
  /** Its address under another name, such as `http://api.test:1234`. */
  at(host: string): string;
}

/** Answers every path: HTML at `/`, JSON elsewhere, with CORS that allows everyone. */
export async function startRecorder(
  html = '<!doctype html><title>Page</title>',
): Promise<Recorder> {
  const requests: Recorded[] = [];
  const listening = await listen(() => (request, response) => {
    const path = request.url ?? '/';
    requests.push({ method: request.method ?? '', path, headers: request.headers });
    response.setHeader('Access-Control-Allow-Origin', '*');
    response.setHeader('Access-Control-Allow-Headers', 'x-page');
    response.setHeader('Access-Control-Allow-Methods', '*');
    response.setHeader('Cache-Control', 'no-store');
    if (path === '/') response.setHeader('Content-Type', 'text/html').end(html);
    else if (path === '/favicon.ico') response.writeHead(204).end();
    else response.setHeader('Content-Type', 'application/json').end('{}');
  });
  return { ...listening, requests, at: (host) => `http://${host}:${listening.port}` };
}
