/** Answers to what Node's HTTP parser refuses, before there is a request: problems too. */
import type { RequestListener, Server, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import type { Logger } from 'pino';
import { ERRORS, type ErrorCode } from '../../shared/contract/errors.ts';
import { problemOf, sendProblem } from './problem.ts';
import { nameRequest, type RequestIds } from './request-id.ts';
import { logSecurity } from './security-log.ts';

const TOO_SLOW = {
  code: 'request_too_slow',
  detail: 'The headers have to come within 15 s, the whole request within 30 s.',
} as const;
const CODES: Record<string, { code: ErrorCode; detail: string }> = {
  HPE_HEADER_OVERFLOW: {
    code: 'headers_too_large',
    detail: 'All headers together may have at most 16 kB.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: TOO_SLOW,
  ERR_TLS_HANDSHAKE_TIMEOUT: TOO_SLOW,
};
const MALFORMED = {
  code: 'malformed_request',
  detail: 'What was sent is not HTTP/1.1 (RFC 9112).',
} as const;

/**
 * How long a refused client has to read its answer and hang up. Cut off at once, it might
 * lose the answer to a reset (RFC 9112 section 9.6).
 */
const LINGER_MS = 1_000;

/** The client went away by itself: nothing was tried. */
const GONE: ReadonlySet<string> = new Set(['ECONNRESET', 'EPIPE', 'HPE_INVALID_EOF_STATE']);

export function answerClientErrors(server: Server, requestIds: RequestIds, log: Logger): void {
  const isSecured = handshakesOf(server);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const { code, detail } = CODES[error.code ?? ''] ?? MALFORMED;
    const requestId = requestIds();
    const { remoteAddress: ip } = socket;
    if (socket instanceof TLSSocket && !isSecured(socket)) {
      // Such as HTTP without TLS, or a certificate that the client does not trust.
      if (!GONE.has(error.code ?? '')) logSecurity(log, code, { requestId, ip, tls: error.code });
      // In clear nothing can be said any more.
      socket.destroy();
      return;
    }
    if (!GONE.has(error.code ?? '')) logSecurity(log, code, { requestId, ip });
    if (!canAnswer(socket)) return socket.destroy();
    socket.end(rawProblem(code, detail, requestId));
    // Whoever neither reads nor hangs up would hold the connection for ever.
    setTimeout(() => socket.destroy(), LINGER_MS).unref();
  });
  // A server may ignore an expectation that it does not know (RFC 9110 section 10.1.1).
  server.on('checkExpectation', (request, response) => {
    server.emit('request', request, response);
  });
}

/** Whether a connection's handshake is over: what fails before is no matter of HTTP. */
function handshakesOf(server: Server): (socket: Socket) => boolean {
  const secured = new WeakSet<Socket>();
  server.on('secureConnection', (socket: Socket) => void secured.add(socket));
  return (socket) => secured.has(socket);
}

/**
 * As Node's own handler asks it (`lib/_http_server.js`, `socketOnError`): a second answer
 * within the first one would be taken for a part of it.
 */
function canAnswer(socket: Socket & { _httpMessage?: ServerResponse | null }): boolean {
  return socket.writable && !socket._httpMessage?.headersSent;
}

function rawProblem(code: ErrorCode, detail: string, requestId: string): string {
  const { status, title } = ERRORS[code];
  const body = JSON.stringify(problemOf(code, detail, requestId));
  return [
    `HTTP/1.1 ${status} ${title}`,
    'Content-Type: application/problem+json; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Cache-Control: no-store',
    'X-Content-Type-Options: nosniff',
    `X-Request-Id: ${requestId}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n');
}

/** RFC 9112 section 3.2: 400 for a request of HTTP/1.1 without `Host`. */
export function hostRequired(requestIds: RequestIds, listener: RequestListener): RequestListener {
  return (request, response) => {
    if (request.headers.host === undefined && request.httpVersionMinor === 1) {
      nameRequest(response, requestIds());
      response.shouldKeepAlive = false;
      sendProblem(response, 'malformed_request', 'Send a Host header.');
      return;
    }
    listener(request, response);
  };
}
