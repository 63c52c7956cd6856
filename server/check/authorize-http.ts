import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { CheckCode } from '../../shared/contract/check.ts';
import { isConcreteScope } from '../../shared/scopes.ts';
import type { Context } from '../domain/context.ts';
import { effectiveScopes, scopeText } from '../domain/keys/standing.ts';
import { andThen } from '../domain/maybe-promise.ts';
import { challenge } from '../http/challenge.ts';
import { sendProblem } from '../http/problem.ts';
import { answerOk, beginProblem } from './answer.ts';
import { attempt } from './attempt.ts';
import { type Checked, checkKey } from './check-key.ts';
import { MOST, scopesHeader } from './scopes-header.ts';
import type { SeenBy } from './seen.ts';

const PATH = /^\/v1\/orgs\/([^/?]+)\/authorize\/?(?:\?(.*))?$/;
const MAX_SCOPES = 50;

/** What a gateway asks: for which org, and which scopes; null where those are no scopes. */
export interface Asked {
  orgId: string;
  scopes: readonly string[] | null;
}

/** A gateway asks for the same few things again and again. */
const known = new Map<string, Asked>();
const MOST_KNOWN = 1_000;
const LONGEST_KNOWN = 500;

/** Null where the URL is another. */
export function authorizePath(url: string): Asked | null {
  // Nearly every URL is told apart by its beginning.
  if (!url.startsWith('/v1/orgs/')) return null;
  const before = known.get(url);
  if (before !== undefined) return before;
  const [, orgId, query = ''] = PATH.exec(url) ?? [];
  if (orgId === undefined) return null;
  const asked = { orgId, scopes: askedScopes(query) };
  if (url.length <= LONGEST_KNOWN) {
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(url, asked);
  }
  return asked;
}

function askedScopes(query: string): string[] | null {
  const scopes = query === '' ? [] : new URLSearchParams(query).getAll('scope');
  return scopes.length <= MAX_SCOPES && scopes.every(isConcreteScope) ? scopes : null;
}

/**
 * For gateways: nginx `auth_request`, Caddy `forward_auth`, Traefik ForwardAuth. Any
 * method, and no body is ever read. Only 200, 401 and 403 are answered, since nginx turns
 * everything else into a 500.
 */
export function answerAuthorize(
  context: Context,
  { orgId, scopes }: Asked,
  seenBy: SeenBy,
  request: IncomingMessage,
  response: ServerResponse,
  fail: (error: unknown) => void,
): void {
  const secret = clientKey(request.headers);
  if (scopes === null) {
    refuseQuestion(response);
  } else if (secret === null) {
    refuseNobody(response);
  } else {
    const answer = (checked: Checked) => answerChecked(response, checked, scopes);
    const seen = seenBy.byGateway(request);
    attempt(() => andThen(checkKey(context, orgId, secret, scopes, seen), answer), fail);
  }
}

function answerChecked(response: ServerResponse, checked: Checked, scopes: readonly string[]) {
  const { valid, code } = checked.decision;
  if (valid) allow(response, checked, scopes);
  else if (code === 'insufficient_scope') refuseScope(response, checked, scopes);
  else refuseKey(response, code, checked.subject?.key.id);
}

/** `Authorization: Bearer` goes before `X-API-Key`; an API may use other schemes for itself. */
function clientKey({ authorization, 'x-api-key': apiKey }: IncomingHttpHeaders): string | null {
  const bearer = /^Bearer +(.+)$/i.exec(authorization ?? '');
  return bearer?.[1] ?? (typeof apiKey === 'string' && apiKey !== '' ? apiKey : null);
}

function allow(response: ServerResponse, { subject }: Checked, asked: readonly string[]): void {
  if (!subject) throw new Error('A valid key without its rows.');
  const text = scopeText(subject);
  answerOk(response, [
    'X-Keyturn-Key-Id',
    subject.key.id,
    'X-Keyturn-Owner-Id',
    subject.key.ownerId,
    'X-Keyturn-Scopes',
    text.length <= MOST ? text : scopesHeader(effectiveScopes(subject), asked),
    'Content-Length',
    '0',
  ]);
}

/** Of the gateway's making, not the client's; still 403, so that the gateway keeps shut. */
function refuseQuestion(response: ServerResponse): void {
  const detail =
    'The gateway asks for something that is no scope. Write each as scope=resource:action.';
  beginProblem(response);
  response.setHeader(
    'WWW-Authenticate',
    challenge({ error: 'invalid_request', description: detail }),
  );
  sendProblem(response, 'scope_invalid', detail);
}

function refuseNobody(response: ServerResponse): void {
  beginProblem(response);
  response.setHeader('WWW-Authenticate', challenge());
  sendProblem(
    response,
    'credentials_missing',
    'Send "Authorization: Bearer <key>" or "X-API-Key: <key>".',
  );
}

function refuseScope(
  response: ServerResponse,
  { decision, subject }: Checked,
  scopes: readonly string[],
): void {
  const detail = `This needs ${decision.missing.join(', ')}, which the key does not have now.`;
  beginProblem(response);
  response.setHeader(
    'WWW-Authenticate',
    challenge({ error: 'insufficient_scope', description: detail, scopes }),
  );
  sendProblem(response, 'scope_missing', detail, { subject: subject?.key.id });
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

function refuseKey(response: ServerResponse, code: CheckCode, subject: string | undefined): void {
  const detail = REASONS[code] ?? 'The key is unknown.';
  beginProblem(response);
  response.setHeader(
    'WWW-Authenticate',
    challenge({ error: 'invalid_token', description: detail }),
  );
  sendProblem(response, 'credentials_invalid', detail, { subject });
}
