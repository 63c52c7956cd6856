/**
 * What the server keeps. Times are milliseconds since the epoch, secrets are hashes
 * only: SHA-256 in lower-case hex for what we drew ourselves, argon2id for passwords.
 */
import type { AuditAction, AuditDetail, AuditTargetKind } from '../../shared/contract/audit.ts';
import type { Permission, Policy } from '../../shared/contract/orgs.ts';
import type { EventOperation, WebhookOperation } from '../../shared/contract/webhooks.ts';

export interface OrgRow {
  id: string;
  name: string;
  apiAccess: boolean;
  policy: Policy;
  catalogue: Permission[];
  /** The org's own API documentation; shown to its members. */
  documentationUrl: string | null;
  createdAt: number;
}

export interface UserRow {
  id: string;
  name: string;
  /** Lower case; unique on the server. */
  email: string;
  passwordHash: string;
  /** Null where the password is the only factor. */
  secondFactor: SecondFactor | null;
  /** A way to a new password, once; null where nobody asked for one. */
  resetCode: { hash: string; expiresAt: number } | null;
  createdAt: number;
}

/** Time-based one-time passwords (RFC 6238) beside the password. */
export interface SecondFactor {
  /** Base32, in clear: every code is computed from it. */
  secret: string;
  createdAt: number;
  /** Null until a first code has proved it; from then on sign-ins ask for one. */
  confirmedAt: number | null;
  /** The time step of the last code that was taken: none is taken twice (section 5.2). */
  lastStep: number;
  /** Of the recovery codes that are left. */
  recoveryHashes: string[];
}

export interface RoleRow {
  id: string;
  orgId: string;
  name: string;
  permissions: string[];
  apiAccess: boolean;
  builtIn: 'admin' | 'member' | 'read-only' | null;
}

export interface MemberRow {
  id: string;
  orgId: string;
  kind: 'person' | 'service';
  /** Null for a service member, and for a person until the invitation is accepted. */
  userId: string | null;
  name: string;
  email: string | null;
  roleId: string;
  active: boolean;
  createdAt: number;
}

export interface InvitationRow {
  id: string;
  orgId: string;
  memberId: string;
  codeHash: string;
  expiresAt: number;
  createdAt: number;
}

export interface SessionRow {
  id: string;
  userId: string;
  /** Unique on the server. */
  tokenHash: string;
  createdAt: number;
  expiresAt: number;
  /** As last written; it may be some minutes older than the truth. */
  lastUsedAt: number;
  ip: string | null;
  userAgent: string | null;
}

export interface KeyRow {
  id: string;
  orgId: string;
  ownerId: string;
  name: string;
  /** `kt_` alone while it has no secret. */
  prefix: string;
  /** Unique on the server; null while it has no secret: not approved, or not collected. */
  hash: string | null;
  scopes: string[];
  createdAt: number;
  /** Member id. */
  createdBy: string;
  expiresAt: number | null;
  /** As last flushed; the newest uses may still be in memory. */
  lastUsedAt: number | null;
  disabledBy: 'owner' | 'admin' | null;
  /** When it stops or stopped for good; in the future during a regeneration's grace. */
  revokedAt: number | null;
  /** Member id; null where the key revoked itself, or was revoked because nobody used it. */
  revokedBy: string | null;
  /** `regenerated` at once, or `grace`: regenerated, and `revokedAt` ends its grace. */
  revokeReason: 'revoked' | 'regenerated' | 'grace' | 'cleared' | 'unused' | null;
  /** What the person who revoked or denied it gave as the reason. */
  revokeNote: string | null;
  /** Made by its owner's one switch; a member has at most one that works. */
  personal: boolean;
  /** Null where the org did not ask for an admin's approval. */
  approval: 'pending' | 'approved' | 'denied' | null;
  /** Member id and time of the approval or denial. */
  decidedBy: string | null;
  decidedAt: number | null;
}

export interface WebhookRow {
  id: string;
  orgId: string;
  /** The key that it is tied to, and that key's owner. */
  keyId: string;
  ownerId: string;
  url: string;
  entity: string;
  operation: WebhookOperation;
  /** `whsec_…`, in clear: every delivery is signed with it. */
  secret: string;
  /** `stopped`: by lasting failure or because the receiver said 410, until someone resumes it. */
  status: 'active' | 'paused' | 'stopped';
  stopReason: 'gone' | 'failing' | null;
  /** Since when no delivery has succeeded, where the latest failed. */
  failingSince: number | null;
  createdAt: number;
  /** Member id. */
  createdBy: string;
}

/** Something that happened, kept while deliveries of it are. */
export interface EventRow {
  id: string;
  orgId: string;
  entity: string;
  operation: EventOperation;
  /** The body that receivers get, byte for byte: it is signed. */
  payload: string;
  createdAt: number;
}

/** One event for one webhook, with all its attempts. */
export interface DeliveryRow {
  id: string;
  orgId: string;
  webhookId: string;
  eventId: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  /** When to try, or try again; null when it is over. */
  nextAttemptAt: number | null;
  lastAttemptAt: number | null;
  /** HTTP status and the beginning of the body of the receiver's last answer. */
  responseStatus: number | null;
  responseBody: string | null;
  /** Why there was no answer. */
  error: string | null;
  createdAt: number;
}

/** One change, for the record; never changed or removed once it is there. */
export interface AuditRow {
  id: string;
  orgId: string;
  createdAt: number;
  actorKind: 'member' | 'key' | 'system';
  /** Member or key id; null for the system. */
  actorId: string | null;
  actorName: string;
  action: AuditAction;
  targetKind: AuditTargetKind;
  targetId: string;
  targetName: string;
  detail: AuditDetail;
  ip: string | null;
  requestId: string | null;
}

/** How far the server has seen time itself, so that a clock set wrong is told from time that has passed. */
export interface ClockRow {
  id: string;
  seenAt: number;
}

/**
 * Every table by its name; each row has a string `id`, unique in its table. The audit log
 * is none of them: it only grows.
 */
export interface Tables {
  orgs: OrgRow;
  users: UserRow;
  roles: RoleRow;
  members: MemberRow;
  invitations: InvitationRow;
  sessions: SessionRow;
  keys: KeyRow;
  webhooks: WebhookRow;
  events: EventRow;
  deliveries: DeliveryRow;
  clocks: ClockRow;
}
export type TableName = keyof Tables;

export const TABLE_NAMES = [
  'orgs',
  'users',
  'roles',
  'members',
  'invitations',
  'sessions',
  'keys',
  'webhooks',
  'events',
  'deliveries',
  'clocks',
] as const satisfies readonly TableName[];
