import type { AuditAction, AuditDetail, AuditTargetKind } from '../../../shared/contract/audit.ts';
import type { AuditRow, KeyRow, MemberRow, OrgRow, RoleRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { createId } from '../ids.ts';
import { announceKeyEvents } from '../webhooks/key-events.ts';
import type { Author } from './author.ts';

export interface Target {
  orgId: string;
  kind: AuditTargetKind;
  id: string;
  name: string;
}

export const theOrg = ({ id, name }: OrgRow): Target => ({ orgId: id, kind: 'org', id, name });
export const theRole = (row: RoleRow): Target => target('role', row);
export const theMember = (row: MemberRow): Target => target('member', row);
export const theKey = (row: KeyRow): Target => target('key', row);

function target(
  kind: AuditTargetKind,
  { orgId, id, name }: { orgId: string; id: string; name: string },
): Target {
  return { orgId, kind, id, name };
}

/**
 * Puts a change on the record, in the same transaction as the change itself, and tells
 * the webhooks for it. `detail` must have no secret.
 */
export function record(
  tx: Transaction,
  context: Pick<Context, 'now' | 'randomBytes'>,
  author: Author,
  action: AuditAction,
  target: Target,
  detail: AuditDetail = {},
): void {
  const entry: AuditRow = {
    id: createId('aud', context.randomBytes),
    orgId: target.orgId,
    createdAt: context.now(),
    actorKind: author.kind,
    actorId: author.id,
    actorName: author.name,
    action,
    targetKind: target.kind,
    targetId: target.id,
    targetName: target.name,
    detail,
    ip: author.ip,
    requestId: author.requestId,
  };
  tx.record(entry);
  tx.atEnd(() => announceKeyEvents(tx, context, entry));
}

/** Of those fields that differ, what they were and what they are; null: none does. */
export function difference<R extends object>(
  before: R,
  after: R,
  fields: readonly (keyof R & string)[],
): AuditDetail | null {
  const changed = fields.filter((field) => !isSame(before[field], after[field]));
  if (changed.length === 0) return null;
  return Object.fromEntries(
    changed.map((field) => [field, { from: before[field], to: after[field] }]),
  ) as AuditDetail;
}

function isSame(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
