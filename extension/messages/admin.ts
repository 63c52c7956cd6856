/** The messages of the admin's places. The server decides who may; the screens only ask. */

import type { AuditEntry } from '../../shared/contract/audit.ts';
import type { Key } from '../../shared/contract/keys.ts';
import type { BodyOf, QueryOf } from '../../shared/contract/operations.ts';
import type { Org } from '../../shared/contract/orgs.ts';
import type { Member } from '../../shared/contract/people.ts';
import type { KeyDay, KeyRequest } from '../../shared/contract/requests.ts';
import type { Role } from '../../shared/contract/roles.ts';
import type { Webhook } from '../../shared/contract/webhooks.ts';

/** Part of a list; `nextCursor` is null at its end. */
export interface PageOf<T> {
  items: T[];
  nextCursor: string | null;
}

/** `cursor` is null for the first page. */
type OfOne = { id: string; cursor: string | null };

export interface Invited {
  member: Member;
  code: string;
  /** ISO 8601. */
  expiresAt: string;
  /** The server that it is to be given to. */
  address: string;
}

/** What turning a role's API access the other way would do. */
export interface RoleEffect {
  role: Role;
  /** The org's switch: while it is off, the role's changes nothing yet. */
  orgAccess: boolean;
  /** Keys that would stop (on now) or work again (off now). */
  keys: number;
  /** Of how many members. */
  members: number;
}

/** As in the address of the list: what is left out is not asked for. */
export type AuditFilter = Omit<QueryOf<'listAudit'>, 'limit' | 'cursor'>;

/** Takes → gives, by name, as in `Messages`. */
export interface AdminMessages {
  'members.page': [{ cursor: string | null }, PageOf<Member>];
  'members.invite': [{ name: string; email: string; roleId: string }, Invited];
  'members.add-service': [{ name: string; roleId: string }, Member];
  'members.change': [{ id: string; change: BodyOf<'updateMember'> }, Member];
  'members.clear-keys': [{ id: string }, { revoked: number }];
  /** Of a person, in all their browsers. */
  'members.end-sessions': [{ id: string }, { ended: number }];
  'members.keys': [OfOne, PageOf<Key>];
  'members.webhooks': [OfOne, PageOf<Webhook>];
  'webhooks.set-status': [{ id: string; status: 'active' | 'paused' }, Webhook];

  'roles.list': [undefined, { items: Role[] }];
  'roles.effect': [{ id: string }, RoleEffect];
  'roles.create': [BodyOf<'createRole'>, Role];
  'roles.change': [{ id: string; change: BodyOf<'updateRole'> }, Role];
  'roles.delete': [{ id: string }, undefined];

  'org.read': [undefined, Org];
  'org.change': [BodyOf<'updateOrg'>, Org];

  /** Keys that wait for an admin, the oldest first. */
  'approvals.list': [undefined, { items: Key[] }];
  /** How many, as last known. */
  'approvals.waiting': [undefined, { count: number }];
  'approvals.approve': [{ id: string }, Key];
  /** The reason is shown to the one who asked; it may be empty. */
  'approvals.deny': [{ id: string; reason: string }, Key];

  'audit.page': [{ filter: AuditFilter; cursor: string | null }, PageOf<AuditEntry>];
  /**
   * A part of the whole log as JSON lines, oldest first, cut anywhere: the first for null,
   * then what `next` names; null after the last. Fails with `export-interrupted`.
   */
  'audit.export': [{ part: string | null }, { text: string; next: string | null }];

  /** The last 30 days, today included; days without a check are left out. */
  'record.days': [{ id: string }, { items: KeyDay[] }];
  'record.requests': [OfOne, PageOf<KeyRequest>];
}
