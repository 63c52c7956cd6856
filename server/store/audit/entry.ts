import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import type { AuditRow } from '../rows.ts';

/** An entry before it has its place in the chain. */
export type UnsealedEntry = Omit<SealedAuditEntry, 'seq' | 'previousHash' | 'hash'>;

export function entryOf(row: AuditRow): UnsealedEntry {
  return {
    id: row.id,
    orgId: row.orgId,
    at: new Date(row.createdAt).toISOString(),
    actor: { kind: row.actorKind, id: row.actorId, name: row.actorName },
    action: row.action,
    target: { kind: row.targetKind, id: row.targetId, name: row.targetName },
    detail: row.detail,
    ip: row.ip,
    requestId: row.requestId,
  };
}

/** The row that an entry was made of. */
export function rowOf(entry: UnsealedEntry): AuditRow {
  return {
    id: entry.id,
    orgId: entry.orgId,
    createdAt: Date.parse(entry.at),
    actorKind: entry.actor.kind,
    actorId: entry.actor.id,
    actorName: entry.actor.name,
    action: entry.action,
    targetKind: entry.target.kind,
    targetId: entry.target.id,
    targetName: entry.target.name,
    detail: entry.detail,
    ip: entry.ip,
    requestId: entry.requestId,
  };
}

/**
 * A copy that shares nothing with what was recorded and can be hashed: RFC 8785 has no
 * form for text that is not well-formed Unicode.
 */
export function recordable(row: AuditRow): AuditRow {
  return wellFormed(JSON.parse(JSON.stringify(row))) as unknown as AuditRow;
}

type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

function wellFormed(value: Json): Json {
  if (typeof value === 'string') return value.toWellFormed();
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(wellFormed);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name.toWellFormed(), wellFormed(inner)]),
  );
}
