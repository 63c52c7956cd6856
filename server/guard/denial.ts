import { STATUS_CODES } from 'node:http';
import type { Answer } from './verify.ts';

/** A refusal as it goes out: problem+json (RFC 9457) and its headers. */
export interface Denial {
  status: 401 | 403 | 429 | 503;
  headers: Record<string, string>;
  body: {
    type: string;
    title: string;
    status: number;
    detail: string;
    code: string;
    missingScopes?: string[];
  };
}

const SENTENCES: Record<string, string> = {
  malformed: 'This is not a key.',
  not_found: 'The key is not known here.',
  revoked: 'The key is revoked.',
  expired: 'The key has expired.',
  disabled: 'The key is deactivated.',
  pending: 'The key is not approved yet.',
  api_access_off: 'API access is off for the owner of the key.',
  member_inactive: 'The owner of the key is deactivated.',
};

const SHOWN_SCOPES = 8;

/** RFC 6750 section 3: without a credential, no error code and no other information. */
export function noCredential(realm: string): Denial {
  return denial(401, 'credentials_missing', 'Send a key as Authorization: Bearer or X-API-Key.', {
    'WWW-Authenticate': `Bearer realm="${realm}"`,
  });
}

/** What a "no" becomes. `asked` are the scopes that the route needs. */
export function refused(
  realm: string,
  answer: Pick<Answer, 'code' | 'scopes' | 'missingScopes'>,
  asked: readonly string[],
): Denial {
  if (answer.code === 'insufficient_scope') {
    const detail = `needs ${list(answer.missingScopes)}; this key has ${list(answer.scopes)}`;
    const said = denial(403, answer.code, detail, {
      'WWW-Authenticate': `Bearer realm="${realm}", error="insufficient_scope", scope="${asked.join(' ')}"`,
    });
    said.body.missingScopes = answer.missingScopes;
    return said;
  }
  if (answer.code === 'rate_limited') {
    return denial(429, answer.code, 'The key makes too many requests.', { 'Retry-After': '1' });
  }
  const detail = SENTENCES[answer.code] ?? 'The key is not accepted.';
  // RFC 6750 allows no quote or backslash in error_description; a code has neither.
  const description = answer.code.replace(/[^a-z_]/g, '');
  return denial(401, answer.code, detail, {
    'WWW-Authenticate': `Bearer realm="${realm}", error="invalid_token", error_description="${description}"`,
  });
}

/** Without an answer nobody passes. */
export function unavailable(retryAfter = 5): Denial {
  return denial(503, 'check_unavailable', 'Keys cannot be checked now.', {
    'Retry-After': String(retryAfter),
  });
}

function denial(
  status: Denial['status'],
  code: string,
  detail: string,
  headers: Record<string, string>,
): Denial {
  const title = STATUS_CODES[status] as string;
  return {
    status,
    headers: { ...headers, 'Cache-Control': 'no-store' },
    body: { type: 'about:blank', title, status, detail, code },
  };
}

function list(scopes: readonly string[]): string {
  if (scopes.length === 0) return 'no scope';
  const shown = scopes.slice(0, SHOWN_SCOPES).map((scope) => `\`${scope}\``);
  const more = scopes.length - shown.length;
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '');
}
