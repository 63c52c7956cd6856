import type { VerifyAnswer } from '../../shared/contract/check.ts';
import { endsAt, scopeJson } from '../domain/keys/standing.ts';
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
  const { key, owner, role } = subject;
  const isPlain = PLAIN.test(key.name) && PLAIN.test(owner.name) && PLAIN.test(role.name);
  const quoted = isPlain ? asItIs : asJson;
  const end = valid ? endsAt(key) : key.expiresAt;
  const expiresAt = end === null ? 'null' : `"${new Date(end).toISOString()}"`;
  // Ids, codes and times have nothing that JSON escapes.
  const text =
    `{"valid":${valid},"code":"${code}","keyId":"${key.id}","name":${quoted(key.name)},` +
    `"orgId":"${key.orgId}","ownerId":"${key.ownerId}","ownerName":${quoted(owner.name)},` +
    `"role":${quoted(role.name)},"scopes":${scopeJson(subject)},` +
    `"missingScopes":${missing.length === 0 ? '[]' : JSON.stringify(missing)},"expiresAt":${expiresAt}}`;
  return isPlain ? { text, length: text.length } : measured(text);
}

/** What stands in JSON as it is, a byte for each character: nearly every name. */
const PLAIN = /^[ !#-[\]-~]*$/;
const asItIs = (text: string) => `"${text}"`;
const asJson = (text: string) => JSON.stringify(text);

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

function measured(text: string): AnswerText {
  return { text, length: Buffer.byteLength(text) };
}
