import type { VerifyAnswer } from '../../shared/contract/check.ts';
import { endsAt, scopeJson } from '../domain/keys/standing.ts';
import type { CheckSubject } from '../store/store.ts';
import type { Checked } from './check-key.ts';

/**
 * What `POST /v1/verify` says, as JSON: of a key that is not there, nothing but the code.
 * Put together by hand, since serialising an object costs more than the check.
 */
export function verifyAnswer({ decision, subject }: Checked): string {
  const { valid, code, missing } = decision;
  if (!subject) return JSON.stringify({ valid, code, ...NOBODY } satisfies VerifyAnswer);
  const { key } = subject;
  return valid
    ? VALID + about(subject, '[]', endsAt(key))
    : notValid(code) + about(subject, json(missing), key.expiresAt);
}

const NOBODY = {
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
const VALID = '{"valid":true,"code":"valid",';

function notValid(code: string): string {
  return `{"valid":false,"code":"${code}",`;
}

/** Ids and times have nothing that JSON escapes. */
function about(subject: CheckSubject, missing: string, end: number | null): string {
  const { key, owner, role } = subject;
  const expiresAt = end === null ? 'null' : `"${new Date(end).toISOString()}"`;
  return (
    `"keyId":"${key.id}","name":${json(key.name)},"orgId":"${key.orgId}",` +
    `"ownerId":"${key.ownerId}","ownerName":${json(owner.name)},"role":${json(role.name)},` +
    `"scopes":${scopeJson(subject)},"missingScopes":${missing},"expiresAt":${expiresAt}}`
  );
}

function json(value: string | readonly string[]): string {
  return JSON.stringify(value);
}
