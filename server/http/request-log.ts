import type { RequestHandler } from 'express';
import type { Logger } from 'pino';

/** One line per answer at level `info`. Never headers, bodies or the query: they carry secrets and names. */
export function requestLog(log: Logger): RequestHandler {
  if (!log.isLevelEnabled('info')) return (_request, _response, next) => next();
  return (request, response, next) => {
    const start = process.hrtime.bigint();
    const { method, path } = request;
    response.once('finish', () => {
      const ms = Number(process.hrtime.bigint() - start) / 1e6;
      const { requestId } = response.locals;
      log.info({ requestId, method, path, status: response.statusCode, ms }, 'answered');
    });
    next();
  };
}
