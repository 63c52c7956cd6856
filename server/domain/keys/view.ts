/** A key as the contract shows it. */
import type { Key } from '../../../shared/contract/keys.ts';
import type { CheckSubject } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { effectiveScopes, statusOf } from './standing.ts';

export function keyView(
  { usage, now }: Pick<Context, 'usage' | 'now'>,
  subject: CheckSubject,
): Key {
  const { key, owner } = subject;
  const { status, reason } = statusOf(subject, now());
  const lastUsedAt = Math.max(key.lastUsedAt ?? 0, usage.lastUsedAt(key.id) ?? 0);
  return {
    id: key.id,
    orgId: key.orgId,
    ownerId: key.ownerId,
    ownerName: owner.name,
    name: key.name,
    prefix: key.prefix,
    scopes: key.scopes,
    effectiveScopes: [...effectiveScopes(subject)],
    status,
    statusReason: reason,
    createdAt: iso(key.createdAt),
    createdBy: key.createdBy,
    expiresAt: isoOrNull(key.expiresAt),
    lastUsedAt: isoOrNull(lastUsedAt || null),
    revokedAt: isoOrNull(key.revokedAt),
    revokedBy: key.revokedBy,
    personal: key.personal,
    note: key.revokeNote,
    decidedAt: isoOrNull(key.decidedAt),
    decidedBy: key.decidedBy,
  };
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

export function isoOrNull(at: number | null): string | null {
  return at === null ? null : iso(at);
}
