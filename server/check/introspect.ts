import type { IntrospectAnswer } from '../../shared/contract/check.ts';
import { effectiveScopes, endsAt } from '../domain/keys/standing.ts';
import type { Checked } from './check-key.ts';

/** RFC 7662 section 2.2: of a key that does not work, nothing but that. */
export function introspectAnswer({ decision, subject }: Checked, issuer: string): IntrospectAnswer {
  if (!decision.valid || !subject) return { active: false };
  const { key } = subject;
  const end = endsAt(key);
  return {
    active: true,
    scope: effectiveScopes(subject).join(' '),
    client_id: key.id,
    sub: key.ownerId,
    token_type: 'Bearer',
    iat: seconds(key.createdAt),
    ...(end !== null && { exp: seconds(end) }),
    iss: issuer,
  };
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
