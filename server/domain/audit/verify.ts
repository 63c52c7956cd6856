import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { type Head, START, sealProblem } from '../../store/audit/seal.ts';

export type Verdict =
  | { holds: true; orgId: string | null; entries: number; headHash: string }
  /** `at` is the number of the first entry that is wrong, counted from 1. */
  | { holds: false; orgId: string | null; at: number; entryId: string | null; problem: string };

/** Walks an org's chain, oldest first, up to the first entry that is wrong. */
export async function verifyChain(entries: AsyncIterable<SealedAuditEntry>): Promise<Verdict> {
  let head: Head = START;
  let orgId: string | null = null;
  for await (const entry of entries) {
    orgId ??= entry.orgId;
    const problem =
      entry.orgId === orgId ? sealProblem(entry, head) : `belongs to another org, ${entry.orgId}`;
    if (problem) return { holds: false, orgId, at: head.seq + 1, entryId: entry.id, problem };
    head = { seq: entry.seq, hash: entry.hash };
  }
  return { holds: true, orgId, entries: head.seq, headHash: head.hash };
}
