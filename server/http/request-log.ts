import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from './request-id.ts';

/**
 * Logs one line when the request is over, at level `info`; undefined where that level
 * is off. Never headers, bodies or the query: they carry secrets and names.
 */
export type AnswerLog = (request: IncomingMessage, response: ServerResponse) => void;

export function createAnswerLog(log: Logger): AnswerLog | undefined {
  if (!log.isLevelEnabled('info')) return undefined;
  return (request, response) => {
    const start = process.hrtime.bigint();
    const { method } = request;
    // Express shortens it while it looks for the route.
    const path = loggable(request.url);
    response.once('close', () => {
      const ms = Number(process.hrtime.bigint() - start) / 1e6;
      const line = { requestId: requestIdOf(response), method, path, ms };
      if (response.writableFinished) log.info({ ...line, status: response.statusCode }, 'answered');
      else log.info(line, 'gone before the answer');
    });
  };
}

const MAX_PATH = 300;

/** A path without its query, and without what looks like a secret that was put there by mistake. */
export function loggable(url = ''): string {
  const [path = ''] = url.split('?');
  return path.slice(0, MAX_PATH).replace(/(kts?_|whsec_)\w+/g, '$1…');
}

export function requestLog(logAnswer: AnswerLog | undefined): RequestHandler {
  return (request, response, next) => {
    logAnswer?.(request, response);
    next();
  };
}
