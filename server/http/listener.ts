import {
  createServer,
  IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  ServerResponse,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Express } from 'express';
import type { Logger } from 'pino';
import type { Certificate } from './certificate.ts';
import { answerClientErrors, hostRequired } from './client-errors.ts';
import type { RequestIds } from './request-id.ts';
import { createRefusalLog, logRefusalsOf } from './security-log.ts';

export interface AppServerParts {
  requestIds: RequestIds;
  log: Logger;
  /** Undefined where the server speaks HTTP. */
  certificate?: Certificate | undefined;
}

/** In bytes, all of a request's together; a key or a token has about forty. */
const MAX_HEADERS = 16 * 1024;

/**
 * A server whose requests and responses are born with Express's prototypes. Express sets
 * them on each request otherwise, and that costs more than all else that it does.
 */
export function createAppServer(
  app: Express,
  options: ServerOptions,
  { requestIds, log, certificate }: AppServerParts,
  listener: RequestListener,
): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  app.request = bornAs(AppRequest, app.request);
  app.response = bornAs(AppResponse, app.response);
  logRefusalsOf(AppResponse.prototype, createRefusalLog(log));
  const all = {
    ...options,
    maxHeaderSize: MAX_HEADERS,
    // Refused by `hostRequired`, which says why.
    requireHostHeader: false,
    IncomingMessage: AppRequest,
    ServerResponse: AppResponse,
  };
  const withHost = hostRequired(requestIds, listener);
  const createOverTls = ({ options: tls, onRenewed }: Certificate) => {
    // Node's own time-out of handshakes is two minutes.
    const handshakeTimeout = options.headersTimeout ?? 60_000;
    const overTls = createTlsServer({ ...all, ...tls, handshakeTimeout }, withHost);
    onRenewed((renewed) => overTls.setSecureContext(renewed));
    return overTls;
  };
  const server: Server = certificate ? createOverTls(certificate) : createServer(all, withHost);
  answerClientErrors(server, requestIds, log);
  return server;
}

/** The class's prototype, with Express's below it. */
function bornAs<T extends object>(type: { prototype: object }, prototype: T): T {
  return Object.setPrototypeOf(type.prototype, prototype);
}
