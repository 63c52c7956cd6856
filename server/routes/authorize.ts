import { type Request, type Response, Router } from 'express';
import type { CheckCode } from '../../shared/contract/check.ts';
import { isConcreteScope } from '../../shared/scopes.ts';
import { type Checked, checkKey } from '../check/check-key.ts';
import type { Context } from '../domain/context.ts';
import { effectiveScopes } from '../domain/keys/standing.ts';
import { challenge } from '../http/challenge.ts';
import { sendProblem } from '../http/problem.ts';

const AUTHORIZE_PATH = '/v1/orgs/:org/authorize';
const MAX_SCOPES = 50;

/**
 * For gateways: nginx `auth_request`, Caddy `forward_auth`, Traefik ForwardAuth. Any
 * method, and no body is ever read. Only 200, 401 and 403 are answered, since nginx turns
 * everything else into a 500.
 */
export function authorizeRoutes(context: Context): Router {
  const router = Router();

  router.all(AUTHORIZE_PATH, async (request, response) => {
    response.set('Cache-Control', 'no-store');
    const scopes = askedScopes(request.query.scope);
    if (scopes === null) return refuseQuestion(response);
    const secret = clientKey(request);
    if (secret === null) return refuseNobody(response);
    const checked = await checkKey(context, request.params.org, secret, scopes);
    if (checked.decision.valid) allow(response, checked);
    else if (checked.decision.code === 'insufficient_scope') refuseScope(response, checked, scopes);
    else refuseKey(response, checked.decision.code);
  });

  return router;
}

/** Null where it is not a list of concrete scopes. */
function askedScopes(scope: unknown): string[] | null {
  const asked = scope === undefined ? [] : [scope].flat();
  const good = (one: unknown): one is string => typeof one === 'string' && isConcreteScope(one);
  return asked.length <= MAX_SCOPES && asked.every(good) ? asked : null;
}

/** `Authorization: Bearer` goes before `X-API-Key`; an API may use other schemes for itself. */
function clientKey(request: Request): string | null {
  const bearer = /^Bearer +(.+)$/i.exec(request.get('authorization') ?? '');
  return bearer?.[1] ?? (request.get('x-api-key') || null);
}

function allow(response: Response, { subject }: Checked): void {
  if (!subject) throw new Error('A valid key without its rows.');
  response
    .status(200)
    .set('X-Keyturn-Key-Id', subject.key.id)
    .set('X-Keyturn-Owner-Id', subject.key.ownerId)
    .set('X-Keyturn-Scopes', effectiveScopes(subject).join(' '))
    .end();
}

/** Of the gateway's making, not the client's; still 403, so that the gateway keeps shut. */
function refuseQuestion(response: Response): void {
  const detail =
    'The gateway asks for something that is no scope. Write each as scope=resource:action.';
  response.set('WWW-Authenticate', challenge({ error: 'invalid_request', description: detail }));
  sendProblem(response, 'scope_invalid', detail);
}

function refuseNobody(response: Response): void {
  response.set('WWW-Authenticate', challenge());
  sendProblem(
    response,
    'credentials_missing',
    'Send "Authorization: Bearer <key>" or "X-API-Key: <key>".',
  );
}

function refuseScope(response: Response, { decision }: Checked, scopes: readonly string[]): void {
  const detail = `This needs ${decision.missing.join(', ')}, which the key does not have now.`;
  response.set(
    'WWW-Authenticate',
    challenge({ error: 'insufficient_scope', description: detail, scopes }),
  );
  sendProblem(response, 'scope_missing', detail);
}

/** Whoever holds the whole key may learn what is wrong with it. */
const REASONS: Partial<Record<CheckCode, string>> = {
  malformed: 'This is not a whole Keyturn key.',
  revoked: 'The key is revoked.',
  expired: 'The key has expired.',
  disabled: 'The key is deactivated.',
  member_inactive: 'The key belongs to a member who is deactivated.',
  api_access_off: 'API access is off for the owner of the key.',
};

function refuseKey(response: Response, code: CheckCode): void {
  const detail = REASONS[code] ?? 'The key is unknown.';
  response.set('WWW-Authenticate', challenge({ error: 'invalid_token', description: detail }));
  sendProblem(response, 'credentials_invalid', detail);
}
