import type { IncomingMessage, ServerResponse } from 'node:http';
import cors from 'cors';

/** Express middleware that asks nothing of Express, so that it serves beside it too. */
export type CrossOrigin = (
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
) => void;

/** Chromium's ids are 32 letters a–p, Firefox's are UUIDs drawn anew in each profile. */
const EXTENSIONS = [/^chrome-extension:\/\/[a-p]{32}$/, /^moz-extension:\/\/[0-9a-f-]{36}$/];

/**
 * Lets pages of extensions and of `allowedOrigins` call the API. No page is ever sent
 * cookies or HTTP authentication: a caller shows its token or key itself.
 */
export function createCrossOrigin(allowedOrigins: readonly string[]): CrossOrigin {
  const answer: CrossOrigin = cors({
    origin: [...EXTENSIONS, ...allowedOrigins],
    methods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['Authorization', 'Content-Type'],
    // The extension compares clocks by the date.
    exposedHeaders: ['X-Request-Id', 'Retry-After', 'WWW-Authenticate', 'Date'],
    maxAge: 600,
  });
  return (request, response, next) => {
    allowPrivateNetwork(request, response);
    answer(request, response, next);
  };
}

/**
 * Chromium before 142 asks this ahead of requests to loopback and private addresses
 * (WICG Private Network Access); later ones ask the person instead. It opens nothing by
 * itself: without the CORS headers beside it the preflight still fails.
 */
function allowPrivateNetwork(request: IncomingMessage, response: ServerResponse): void {
  if (request.headers['access-control-request-private-network'] === 'true') {
    response.setHeader('Access-Control-Allow-Private-Network', 'true');
  }
}
