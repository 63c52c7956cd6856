import type { VerifyAnswer } from '../../shared/contract/check.ts';
import { effectiveScopes, endsAt } from '../domain/keys/standing.ts';
import type { Checked } from './check-key.ts';

/** What `POST /v1/verify` says: of a key that is not there, nothing but the code. */
export function verifyAnswer({ decision, subject }: Checked): VerifyAnswer {
  const { valid, code, missing } = decision;
  if (!subject) {
    return {
      valid,
      code,
      keyId: null,
      name: null,
      orgId: null,
      ownerId: null,
      ownerName: null,
      role: null,
      scopes: [],
      missingScopes: [],
      expiresAt: null,
    };
  }
  const { key, owner, role } = subject;
  const end = valid ? endsAt(key) : key.expiresAt;
  return {
    valid,
    code,
    keyId: key.id,
    name: key.name,
    orgId: key.orgId,
    ownerId: key.ownerId,
    ownerName: owner.name,
    role: role.name,
    scopes: [...effectiveScopes(subject)],
    missingScopes: [...missing],
    expiresAt: end === null ? null : new Date(end).toISOString(),
  };
}
