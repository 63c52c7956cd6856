import type { RequestHandler } from 'express';
import type { Metrics } from './metrics.ts';

/** Takes the time of what Express answers, under its route's pattern: `/v1/orgs/:org/keys`. */
export function measured({ observe }: Metrics): RequestHandler {
  return (request, response, next) => {
    const start = process.hrtime.bigint();
    response.once('close', () => {
      // Where nothing was found, the path is whatever the client made up.
      const path: unknown = request.route?.path;
      const route = typeof path === 'string' ? path : 'none';
      const method = route === 'none' ? 'any' : request.method;
      const seconds = Number(process.hrtime.bigint() - start) / 1e9;
      observe({ method, route, status: response.statusCode }, seconds);
    });
    next();
  };
}
