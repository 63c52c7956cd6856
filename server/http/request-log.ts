import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestHandler } from 'express';
import type { Logger } from 'pino';
import { requestIdOf } from './request-id.ts';

/**
 * Logs one line when the response is finished, at level `info`; undefined where that
 * level is off. Never headers, bodies or the query: they carry secrets and names.
 */
export type AnswerLog = (request: IncomingMessage, response: ServerResponse) => void;

export function createAnswerLog(log: Logger): AnswerLog | undefined {
  if (!log.isLevelEnabled('info')) return undefined;
  return (request, response) => {
    const start = process.hrtime.bigint();
    const { method, url = '' } = request;
    const [path] = url.split('?');
    response.once('finish', () => {
      const ms = Number(process.hrtime.bigint() - start) / 1e6;
      const requestId = requestIdOf(response);
      log.info({ requestId, method, path, status: response.statusCode, ms }, 'answered');
    });
  };
}

export function requestLog(logAnswer: AnswerLog | undefined): RequestHandler {
  return (request, response, next) => {
    logAnswer?.(request, response);
    next();
  };
}
