/** What tells whether two stores hold the same, without holding either in memory. */
import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { type Head, START, sealProblem } from '../store/audit/seal.ts';
import { type BackupRows, type Counts, KINDS, type Kind, noRows } from './format.ts';

export interface Digest {
  counts: Counts;
  /** Of each kind the sum of its rows' SHA-256 hashes, so that their order does not matter. */
  sums: Record<Kind, bigint>;
  /** Where the audit log does not verify, a sentence for each org. */
  chainProblems: string[];
}

const MODULUS = 1n << 256n;

export async function digestOf(rows: BackupRows): Promise<Digest> {
  const counts = noRows();
  const sums = Object.fromEntries(KINDS.map((kind) => [kind, 0n])) as Record<Kind, bigint>;
  const heads = new Map<string, Head>();
  const problems = new Map<string, string>();
  for await (const [kind, row] of rows) {
    counts[kind] += 1;
    sums[kind] = (sums[kind] + BigInt(`0x${hashOf(row)}`)) % MODULUS;
    if (kind !== 'audit') continue;
    const problem = sealProblem(row, heads.get(row.orgId) ?? START);
    if (problem && !problems.has(row.orgId)) {
      problems.set(row.orgId, `The audit log of ${row.orgId}: entry ${row.id} ${problem}.`);
    }
    heads.set(row.orgId, row);
  }
  return { counts, sums, chainProblems: [...problems.values()] };
}

/** The kinds of which the two do not hold the same rows, each with both counts. */
export function differences(a: Digest, b: Digest): string[] {
  return KINDS.filter(
    (kind) => a.counts[kind] !== b.counts[kind] || a.sums[kind] !== b.sums[kind],
  ).map((kind) => `${kind} (${a.counts[kind]} and ${b.counts[kind]})`);
}

function hashOf(row: object): string {
  return hash('sha256', canonicalize(asPostgresKeeps(row)) ?? '', 'hex');
}

/** Without what its text cannot hold: NUL, and halves of surrogate pairs. */
function asPostgresKeeps(row: object): unknown {
  return JSON.parse(JSON.stringify(row), (_key, value: unknown) =>
    typeof value === 'string' ? value.replaceAll('\0', '\ufffd').toWellFormed() : value,
  );
}
