import type { VerifyAnswer } from '../../shared/contract/check.ts';
import { endsAt, scopeJson } from '../domain/keys/standing.ts';
import type { KeyRow, MemberRow, RoleRow } from '../store/rows.ts';
import type { CheckSubject } from '../store/store.ts';
import type { Checked } from './check-key.ts';

/** JSON, and its length in bytes. */
export interface AnswerText {
  text: string;
  length: number;
}

/**
 * Nearly every check is answered yes, and until a row changes in the very same words. The
 * rows of keys in use are replaced at each flush of their last uses, so what idle keys
 * were answered is let go of.
 */
const yes = new WeakMap<KeyRow, AnswerText & { owner: MemberRow; role: RoleRow }>();

/** What `POST /v1/verify` says: of a key that is not there, nothing but the code. */
export function verifyAnswer({ decision, subject }: Checked): AnswerText {
  const { valid, code, missing } = decision;
  if (!subject) return measured(JSON.stringify({ valid, code, ...NOBODY } satisfies VerifyAnswer));
  if (!valid) {
    return measured(
      `{"valid":false,"code":"${code}",${about(subject, missing, subject.key.expiresAt)}}`,
    );
  }
  const before = yes.get(subject.key);
  if (before !== undefined && before.owner === subject.owner && before.role === subject.role) {
    return before;
  }
  const { owner, role } = subject;
  const answer = {
    ...measured(`{"valid":true,"code":"valid",${about(subject, missing, endsAt(subject.key))}}`),
    owner,
    role,
  };
  yes.set(subject.key, answer);
  return answer;
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
    `"missingScopes":${JSON.stringify(missing)},"expiresAt":${expiresAt}`
  );
}

function measured(text: string): AnswerText {
  return { text, length: Buffer.byteLength(text) };
}
