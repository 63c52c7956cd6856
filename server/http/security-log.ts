/**
 * What those who watch over a server want to know of at once (OWASP ASVS 5.0, 16.3): a
 * line at level `warn` for each refusal that may be an attack. Besides the line that
 * every request has (`request-log.ts`), since that one is at `info`.
 */
import type { ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { ErrorCode } from '../../shared/contract/errors.ts';
import { requestIdOf } from './request-id.ts';
import { loggable } from './request-log.ts';

export type SecurityEvent =
  | 'authentication_failed'
  | 'authorization_refused'
  | 'limit_reached'
  | 'request_refused';

/** No event where nobody tried anything: no credential, an id that is not there, a typing error. */
const EVENTS: Partial<Record<ErrorCode, SecurityEvent>> = {
  credentials_invalid: 'authentication_failed',
  credentials_wrong: 'authentication_failed',
  password_wrong: 'authentication_failed',
  setup_code_wrong: 'authentication_failed',
  invitation_invalid: 'authentication_failed',
  reset_code_wrong: 'authentication_failed',
  second_factor_wrong: 'authentication_failed',
  session_required: 'authorization_refused',
  scope_missing: 'authorization_refused',
  scope_beyond_role: 'authorization_refused',
  admin_only: 'authorization_refused',
  second_factor_missing: 'authorization_refused',
  api_access_off: 'authorization_refused',
  disabled_by_admin: 'authorization_refused',
  rate_limited: 'limit_reached',
  body_too_large: 'limit_reached',
  headers_too_large: 'limit_reached',
  request_too_slow: 'limit_reached',
  malformed_request: 'request_refused',
  webhook_target_refused: 'request_refused',
};

/** `subject`: the id of the user, member or key that it is about, where it is known. */
export type RefusalLog = (
  response: ServerResponse,
  code: ErrorCode,
  subject: string | undefined,
) => void;

export function createRefusalLog(log: Logger): RefusalLog {
  return (response, code, subject) => {
    const { method, url, ip } = response.req as typeof response.req & { ip?: string };
    logSecurity(log, code, {
      requestId: requestIdOf(response),
      method,
      path: loggable(url),
      ip,
      subject,
    });
  };
}

export function logSecurity(log: Logger, code: ErrorCode, about: object): void {
  const event = EVENTS[code];
  if (event !== undefined) log.warn({ event, code, ...about }, 'refused');
}

const LOG = Symbol('refusal log');

/** Lets every response with that prototype log its refusal, at no cost for the others. */
export function logRefusalsOf(prototype: object, refusalLog: RefusalLog): void {
  Object.defineProperty(prototype, LOG, { value: refusalLog });
}

export function logRefusal(
  response: ServerResponse & { [LOG]?: RefusalLog },
  code: ErrorCode,
  subject: string | undefined,
): void {
  response[LOG]?.(response, code, subject);
}
