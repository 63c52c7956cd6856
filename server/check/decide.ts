/** The one answer to "may this key do this, now?". */
import type { CheckCode } from '../../shared/contract/check.ts';
import { holds, statusOf } from '../domain/keys/standing.ts';
import type { CheckSubject } from '../store/store.ts';

export interface Decision {
  readonly valid: boolean;
  readonly code: CheckCode;
  /** Of the scopes asked for, those that the key does not have now. */
  readonly missing: readonly string[];
}

// Nearly every check ends in one of these, so that it makes no object.
const VALID: Decision = Object.freeze({ valid: true, code: 'valid', missing: Object.freeze([]) });
export const MALFORMED = no('malformed');
const NOT_FOUND = no('not_found');
const REVOKED = no('revoked');
const EXPIRED = no('expired');
const DISABLED = no('disabled');
const PENDING = no('pending');
const MEMBER_INACTIVE = no('member_inactive');
const API_ACCESS_OFF = no('api_access_off');

function no(code: CheckCode, missing: readonly string[] = []): Decision {
  return Object.freeze({ valid: false, code, missing: Object.freeze(missing) });
}

/**
 * `subject` is undefined for a key that is not there, or not for the one who asks.
 * `asked` are concrete scopes; all of them must hold. `now` in milliseconds since the epoch.
 */
export function decide(
  subject: CheckSubject | undefined,
  asked: readonly string[],
  now: number,
): Decision {
  if (subject === undefined) return NOT_FOUND;
  const { status, reason } = statusOf(subject, now);
  switch (status) {
    case 'revoked':
    // For good as well; a denied key has never had a secret that could be asked about.
    case 'denied':
      return REVOKED;
    case 'expired':
      return EXPIRED;
    case 'pending':
      return PENDING;
    case 'disabled':
      return DISABLED;
    case 'suspended':
      return reason === 'member_inactive' ? MEMBER_INACTIVE : API_ACCESS_OFF;
    case 'active':
      return decideScopes(subject, asked);
  }
}

function decideScopes(subject: CheckSubject, asked: readonly string[]): Decision {
  for (let i = 0; i < asked.length; i++) {
    if (!holds(subject, asked[i] as string)) {
      return no(
        'insufficient_scope',
        asked.filter((scope) => !holds(subject, scope)),
      );
    }
  }
  return VALID;
}
