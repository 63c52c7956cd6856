import type { VerifyAnswer } from '../../shared/contract/check.ts';
import { endsAt, scopeJson } from '../domain/keys/standing.ts';
import type { CheckSubject } from '../store/store.ts';
import type { Checked } from './check-key.ts';

/** JSON, and its length in bytes. */
export interface AnswerText {
  text: string;
  length: number;
}

/**
 * What `POST /v1/verify` says: of a key that is not there, nothing but the code. Made anew
 * each time: to keep it for every key in use takes more memory than the keys, and to find
 * it again among very many as long as to make it.
 */
export function verifyAnswer({ decision, subject }: Checked): AnswerText {
  const { valid, code, missing } = decision;
  if (!subject) return measured(JSON.stringify({ valid, code, ...NOBODY } satisfies VerifyAnswer));
  if (!valid) {
    return measured(
      `{"valid":false,"code":"${code}",${about(subject, missing, subject.key.expiresAt)}}`,
    );
  }
  return measured(`{"valid":true,"code":"valid",${about(subject, missing, endsAt(subject.key))}}`);
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

/** Ids and times have nothing that JSON escapes. */
function about(subject: CheckSubject, missing: readonly string[], end: number | null): string {
  const { key, owner, role } = subject;
  const expiresAt = end === null ? 'null' : `"${new Date(end).toISOString()}"`;
  return (
    `"keyId":"${key.id}","name":${JSON.stringify(key.name)},"orgId":"${key.orgId}",` +
    `"ownerId":"${key.ownerId}","ownerName":${JSON.stringify(owner.name)},` +
    `"role":${JSON.stringify(role.name)},"scopes":${scopeJson(subject)},` +
    `"missingScopes":${missing.length === 0 ? '[]' : JSON.stringify(missing)},"expiresAt":${expiresAt}`
  );
}

function measured(text: string): AnswerText {
  return { text, length: Buffer.byteLength(text) };
}
