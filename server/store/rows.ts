/**
 * What the server keeps. Times are milliseconds since the epoch, secrets are hashes
 * only: SHA-256 in lower-case hex for what we drew ourselves, argon2id for passwords.
 */
import type { Permission, Policy } from '../../shared/contract/orgs.ts';

export interface OrgRow {
  id: string;
  name: string;
  apiAccess: boolean;
  policy: Policy;
  catalogue: Permission[];
  createdAt: number;
}

export interface UserRow {
  id: string;
  name: string;
  /** Lower case; unique on the server. */
  email: string;
  passwordHash: string;
  createdAt: number;
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
  ip: string | null;
  userAgent: string | null;
}

export interface KeyRow {
  id: string;
  orgId: string;
  ownerId: string;
  name: string;
  prefix: string;
  /** Unique on the server. */
  hash: string;
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
  /** Member id; null where the key revoked itself. */
  revokedBy: string | null;
  revokeReason: 'revoked' | 'regenerated' | 'cleared' | null;
  /** What the person who revoked it gave as the reason. */
  revokeNote: string | null;
}

/** Every table by its name; each row has a string `id`, unique in its table. */
export interface Tables {
  orgs: OrgRow;
  users: UserRow;
  roles: RoleRow;
  members: MemberRow;
  invitations: InvitationRow;
  sessions: SessionRow;
  keys: KeyRow;
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
] as const satisfies readonly TableName[];
