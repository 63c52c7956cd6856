import {
  createServer,
  IncomingMessage,
  type RequestListener,
  type Server,
  type ServerOptions,
  ServerResponse,
} from 'node:http';
import type { Express } from 'express';

/**
 * A server whose requests and responses are born with Express's prototypes. Express sets
 * them on each request otherwise, and that costs more than all else that it does.
 */
export function createAppServer(
  app: Express,
  options: ServerOptions,
  listener: RequestListener,
): Server {
  class AppRequest extends IncomingMessage {}
  class AppResponse extends ServerResponse {}
  app.request = bornAs(AppRequest, app.request);
  app.response = bornAs(AppResponse, app.response);
  return createServer(
    { ...options, IncomingMessage: AppRequest, ServerResponse: AppResponse },
    listener,
  );
}

/** The class's prototype, with Express's below it. */
function bornAs<T extends object>(type: { prototype: object }, prototype: T): T {
  return Object.setPrototypeOf(type.prototype, prototype);
}
