/** The audit log as an admin reads it, and its chain verified without the server's code. */
import { createHash } from 'node:crypto';
import type { AuditEntry, SealedAuditEntry } from '../../shared/contract/audit.ts';
import type { TestPerson } from './people.ts';
import type { TestServer } from './server.ts';

/** The latest entries of the person's org; throws where the server refuses. */
export async function auditOf(
  { request }: Pick<TestServer, 'request'>,
  { orgId, token }: Pick<TestPerson, 'orgId' | 'token'>,
  query = '',
): Promise<AuditEntry[]> {
  const path = `/v1/orgs/${orgId}/audit?limit=200${query && `&${query}`}`;
  const { status, body } = await request<{ items: AuditEntry[] }>('GET', path, { token });
  if (status !== 200) throw new Error(`Expected 200, got ${status}: ${JSON.stringify(body)}`);
  return body.items;
}

/** All of it, oldest first. */
export async function exportedAudit(
  { request }: Pick<TestServer, 'request'>,
  { orgId, token }: Pick<TestPerson, 'orgId' | 'token'>,
): Promise<SealedAuditEntry[]> {
  const path = `/v1/orgs/${orgId}/audit/export`;
  const { status, body } = await request<SealedAuditEntry[]>('GET', path, { token });
  if (status !== 200) throw new Error(`Expected 200, got ${status}: ${JSON.stringify(body)}`);
  return body;
}

/** Of JSON lines. */
export function entriesOf(text: string): SealedAuditEntry[] {
  if (text !== '' && !text.endsWith('\n')) throw new Error('The last line is cut off.');
  return text
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line) as SealedAuditEntry);
}

/** Throws at the first entry that is not tied to the one before it. */
export function verifyIndependently(entries: readonly SealedAuditEntry[]): void {
  let previous = '0'.repeat(64);
  for (const [index, { hash, ...content }] of entries.entries()) {
    if (content.seq !== index + 1) throw new Error(`Entry ${index + 1} has another number.`);
    if (content.previousHash !== previous) throw new Error(`Entry ${index + 1} is not tied.`);
    if (hash !== hashOf(content)) throw new Error(`Entry ${index + 1} has another hash.`);
    previous = hash;
  }
}

export function hashOf(content: Omit<SealedAuditEntry, 'hash'>): string {
  return createHash('sha256').update(canonical(content)).digest('hex');
}

/** RFC 8785, written anew: names by their UTF-16 code units, everything else as `JSON.stringify`. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, inner]) => `${JSON.stringify(name)}:${canonical(inner)}`).join(',')}}`;
}
