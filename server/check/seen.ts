/** What a check's own request tells of the request that a client's key came with. */
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import proxyAddr from 'proxy-addr';
import type { Seen } from '../domain/requests/pending.ts';

export interface SeenBy {
  /** Where a request comes from, as Express's `request.ip` says it. */
  ipOf(request: IncomingMessage): string | null;
  /** What a gateway tells of its client's request; nothing where it is not trusted to. */
  byGateway(request: IncomingMessage): Seen;
}

/** `trustProxy`: addresses or ranges whose forwarding headers count. */
export function createSeenBy(trustProxy: string[]): SeenBy {
  const trust = proxyAddr.compile(trustProxy);
  const ipOf = (request: IncomingMessage) =>
    trustProxy.length === 0
      ? (request.socket.remoteAddress ?? null)
      : (proxyAddr(request, trust) ?? null);
  return {
    ipOf,
    byGateway(request) {
      const ip = ipOf(request);
      if (trustProxy.length === 0 || !trust(request.socket.remoteAddress ?? '', 0)) return { ip };
      const { headers } = request;
      return {
        ip,
        method: first(headers, 'x-forwarded-method', 'x-original-method'),
        path: pathOf(first(headers, 'x-forwarded-uri', 'x-original-uri', 'x-original-url')),
      };
    },
  };
}

function first(headers: IncomingHttpHeaders, ...names: string[]): string | null {
  for (const name of names) {
    const value = headers[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
}

/** ingress-nginx sends a whole URL. */
function pathOf(uri: string | null): string | null {
  return uri === null ? null : uri.replace(/^https?:\/\/[^/?#]*/i, '');
}
