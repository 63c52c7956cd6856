import type { KeyRow, MemberRow } from '../../store/rows.ts';

type NewKey = Pick<KeyRow, 'id' | 'name' | 'prefix' | 'hash' | 'scopes' | 'expiresAt'> &
  Partial<Pick<KeyRow, 'createdBy' | 'personal' | 'approval'>>;

/** A key that nobody has used or changed yet; made by its owner where not said otherwise. */
export function newKeyRow(
  owner: Pick<MemberRow, 'id' | 'orgId'>,
  key: NewKey,
  createdAt: number,
): KeyRow {
  return {
    id: key.id,
    orgId: owner.orgId,
    ownerId: owner.id,
    name: key.name,
    prefix: key.prefix,
    hash: key.hash,
    scopes: key.scopes,
    createdAt,
    createdBy: key.createdBy ?? owner.id,
    expiresAt: key.expiresAt,
    lastUsedAt: null,
    disabledBy: null,
    revokedAt: null,
    revokedBy: null,
    revokeReason: null,
    revokeNote: null,
    personal: key.personal ?? false,
    approval: key.approval ?? null,
    decidedBy: null,
    decidedAt: null,
  };
}
