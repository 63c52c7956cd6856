/** Rows as the store keeps them; whatever a test is about, it says itself. */
import { randomUUID } from 'node:crypto';
import type {
  AuditRow,
  DeliveryRow,
  EventRow,
  InvitationRow,
  KeyRow,
  MemberRow,
  OrgRow,
  RoleRow,
  SessionRow,
  UserRow,
  WebhookRow,
} from '../../server/store/rows.ts';

const CREATED_AT = 1_790_000_000_000;

export function orgRow(changes: Partial<OrgRow> = {}): OrgRow {
  return {
    id: `org_${randomUUID()}`,
    name: 'Harbour Lane',
    apiAccess: true,
    policy: {
      maxKeyLifetimeDays: null,
      requireExpiry: false,
      maxActiveKeysPerMember: null,
      requireApproval: false,
      revokeUnusedAfterDays: null,
      requireSecondFactor: false,
    },
    catalogue: [{ scope: 'tasks:read', label: 'View tasks', group: 'Tasks', description: '' }],
    documentationUrl: null,
    createdAt: CREATED_AT,
    ...changes,
  };
}

export function userRow(changes: Partial<UserRow> = {}): UserRow {
  const id = `usr_${randomUUID()}`;
  const email = `${id}@example.com`;
  return {
    id,
    name: 'Ada',
    email,
    passwordHash: '-',
    secondFactor: null,
    resetCode: null,
    createdAt: CREATED_AT,
    ...changes,
  };
}

export function roleRow(org: OrgRow, changes: Partial<RoleRow> = {}): RoleRow {
  return {
    id: `rol_${randomUUID()}`,
    orgId: org.id,
    name: 'member',
    permissions: ['*'],
    apiAccess: true,
    builtIn: 'member',
    ...changes,
  };
}

export function memberRow(role: RoleRow, changes: Partial<MemberRow> = {}): MemberRow {
  return {
    id: `mem_${randomUUID()}`,
    orgId: role.orgId,
    kind: 'service',
    userId: null,
    name: 'Billing export',
    email: null,
    roleId: role.id,
    active: true,
    createdAt: CREATED_AT,
    ...changes,
  };
}

/** One that has its secret. */
export type SecretKeyRow = KeyRow & { hash: string };

export function keyRow(owner: MemberRow, changes: Partial<SecretKeyRow> = {}): SecretKeyRow {
  return {
    id: `key_${randomUUID()}`,
    orgId: owner.orgId,
    ownerId: owner.id,
    name: 'Nightly report',
    prefix: 'kt_aB3d',
    hash: randomUUID(),
    scopes: ['tasks:read'],
    createdAt: CREATED_AT,
    createdBy: owner.id,
    expiresAt: null,
    lastUsedAt: null,
    disabledBy: null,
    revokedAt: null,
    revokedBy: null,
    revokeReason: null,
    revokeNote: null,
    personal: false,
    approval: null,
    decidedBy: null,
    decidedAt: null,
    ...changes,
  };
}

export function sessionRow(user: UserRow, changes: Partial<SessionRow> = {}): SessionRow {
  return {
    id: `ses_${randomUUID()}`,
    userId: user.id,
    tokenHash: randomUUID(),
    createdAt: CREATED_AT,
    lastUsedAt: CREATED_AT,
    expiresAt: CREATED_AT + 1000,
    ip: null,
    userAgent: null,
    ...changes,
  };
}

export function invitationRow(
  member: MemberRow,
  changes: Partial<InvitationRow> = {},
): InvitationRow {
  return {
    id: `inv_${randomUUID()}`,
    orgId: member.orgId,
    memberId: member.id,
    codeHash: randomUUID(),
    createdAt: CREATED_AT,
    expiresAt: CREATED_AT + 1000,
    ...changes,
  };
}

/** One of that key's. */
export function webhookRow(
  key: Pick<KeyRow, 'id' | 'orgId' | 'ownerId'>,
  changes: Partial<WebhookRow> = {},
): WebhookRow {
  return {
    id: `whk_${randomUUID()}`,
    orgId: key.orgId,
    keyId: key.id,
    ownerId: key.ownerId,
    url: 'https://example.com/hook',
    entity: 'task',
    operation: '*',
    secret: 'whsec_c2VjcmV0',
    status: 'active',
    stopReason: null,
    failingSince: null,
    createdAt: CREATED_AT,
    createdBy: key.ownerId,
    ...changes,
  };
}

export function eventRow(org: Pick<OrgRow, 'id'>, changes: Partial<EventRow> = {}): EventRow {
  return {
    id: `evt_${randomUUID()}`,
    orgId: org.id,
    entity: 'task',
    operation: 'create',
    payload: '{"type":"task.create"}',
    createdAt: CREATED_AT,
    ...changes,
  };
}

/** Due at once. */
export function deliveryRow(
  webhook: Pick<WebhookRow, 'id' | 'orgId'>,
  event: Pick<EventRow, 'id'>,
  changes: Partial<DeliveryRow> = {},
): DeliveryRow {
  return {
    id: `dlv_${randomUUID()}`,
    orgId: webhook.orgId,
    webhookId: webhook.id,
    eventId: event.id,
    status: 'pending',
    attempts: 0,
    nextAttemptAt: CREATED_AT,
    lastAttemptAt: null,
    responseStatus: null,
    responseBody: null,
    error: null,
    createdAt: CREATED_AT,
    ...changes,
  };
}

export function auditRow(org: { id: string }, changes: Partial<AuditRow> = {}): AuditRow {
  return {
    id: `aud_${randomUUID()}`,
    orgId: org.id,
    createdAt: CREATED_AT,
    actorKind: 'member',
    actorId: 'mem_1',
    actorName: 'Ada',
    action: 'key.created',
    targetKind: 'key',
    targetId: 'key_1',
    targetName: 'Nightly report',
    detail: {},
    ip: '127.0.0.1',
    requestId: 'req_1',
    ...changes,
  };
}
