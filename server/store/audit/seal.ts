/** The chain of hashes that shows whether an org's audit log was tampered with. */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import type { UnsealedEntry } from './entry.ts';

/** The last entry of a chain, to which the next one is tied. */
export interface Head {
  seq: number;
  hash: string;
}

/** Of a chain without entries. */
export const START: Head = { seq: 0, hash: '0'.repeat(64) };

export function seal(entry: UnsealedEntry, head: Head): SealedAuditEntry {
  const placed = { ...entry, seq: head.seq + 1, previousHash: head.hash };
  return { ...placed, hash: hashOf(placed) };
}

/** Why `entry` cannot be the next one after `head`; null: it can. */
export function sealProblem(entry: SealedAuditEntry, head: Head): string | null {
  if (entry.seq !== head.seq + 1) return `has number ${entry.seq} where ${head.seq + 1} comes next`;
  if (entry.previousHash !== head.hash) return 'does not follow from the entry before it';
  return isSealed(entry) ? null : 'does not match its hash';
}

/** Whether its hash is that of its content. */
export function isSealed({ hash: given, ...content }: SealedAuditEntry): boolean {
  try {
    return given === hashOf(content);
  } catch {
    // It has no canonical form, so it never had a hash.
    return false;
  }
}

/** SHA-256, in lower-case hex, of the canonical JSON (RFC 8785). */
function hashOf(content: Omit<SealedAuditEntry, 'hash'>): string {
  const text = canonicalize(content);
  if (text === undefined) throw new Error('An audit entry has no JSON.');
  return hash('sha256', text, 'hex');
}
