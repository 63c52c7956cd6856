/** One run of autocannon. Argument: a file with a `Load`; prints a `LoadResult`. */
import { readFileSync } from 'node:fs';
import autocannon, { type Request } from 'autocannon';
import type { Load, LoadResult } from './load-types.ts';

const load = JSON.parse(readFileSync(process.argv[2] as string, 'utf8')) as Load;
const secrets = load.secrets ? readFileSync(load.secrets, 'utf8').trim().split('\n') : [];
let at = 0;

const filled = (text: string, secret: string) => text.replace('{secret}', secret);

const request: Request = {
  method: load.method as Request['method'] & string,
  path: load.path,
  headers: load.headers,
  ...(load.body && { body: load.body }),
};
if (secrets.length > 0) {
  request.setupRequest = (plain) => {
    at = (at + 1) % secrets.length;
    const secret = secrets[at] as string;
    const headers = Object.entries(load.headers).map(([name, value]) => [
      name,
      filled(value, secret),
    ]);
    return {
      ...plain,
      headers: Object.fromEntries(headers),
      ...(load.body && { body: filled(load.body, secret) }),
    };
  };
}

const { requests, latency, duration, errors, timeouts, non2xx } = await autocannon({
  url: load.url,
  connections: load.connections,
  duration: load.seconds,
  timeout: 30,
  requests: [request],
});
const failed = errors + timeouts + non2xx;
if (failed > 0) throw new Error(`${load.method} ${load.path}: ${failed} failed.`);
const result: LoadResult = {
  requests: requests.total,
  perSecond: requests.total / duration,
  latency: { p50: latency.p50, p99: latency.p99, max: latency.max },
};
console.log(JSON.stringify(result));
