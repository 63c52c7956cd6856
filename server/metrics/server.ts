/** Metrics have a port of their own, so that nobody who may check keys may read them. */
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import { addressOf } from '../http/address.ts';
import { prepareStop } from '../http/stopping.ts';

export interface MetricsServer {
  /** `http://127.0.0.1:9464/metrics` */
  address: string;
  close(): Promise<void>;
}

/** Throws what `listen` fails with. */
export async function startMetricsServer(
  registry: Registry,
  { port, host }: { port: number; host: string },
  log: Logger,
): Promise<MetricsServer> {
  const server = createServer({ requestTimeout: 10_000 }, answerWith(registry, log));
  const stop = prepareStop(server);
  server.listen(port, host);
  await once(server, 'listening');
  return { address: `${addressOf(server.address() as AddressInfo)}/metrics`, close: stop };
}

function answerWith(registry: Registry, log: Logger): RequestListener {
  return (request, response) => {
    const isAsked = request.url === '/metrics' && /^(GET|HEAD)$/.test(request.method ?? '');
    if (!isAsked) {
      response.writeHead(404, { 'Content-Type': 'text/plain' }).end('See /metrics.\n');
      return;
    }
    registry.metrics().then(
      (text) => response.writeHead(200, { 'Content-Type': registry.contentType }).end(text),
      (error) => {
        log.error({ err: error }, 'the metrics could not be gathered');
        response.writeHead(500).end();
      },
    );
  };
}
