/** The shape of every row, as it is put and as it is read back from files. */
import { z } from 'zod';
import {
  AUDIT_ACTIONS,
  AUDIT_TARGET_KINDS,
  auditDetail,
  sealedAuditEntry,
} from '../../shared/contract/audit.ts';
import { type permission, policy } from '../../shared/contract/orgs.ts';
import { EVENT_OPERATIONS, WEBHOOK_OPERATIONS } from '../../shared/contract/webhooks.ts';
import { entryOf } from './audit/entry.ts';
import type { AuditRow, TableName, Tables } from './rows.ts';

const text = z.string();
const time = z.number();

const ROWS = {
  orgs: z.strictObject({
    id: text,
    name: text,
    apiAccess: z.boolean(),
    policy: z.strictObject(policy.shape),
    catalogue: z.array(
      z.strictObject({ scope: text, label: text, group: text, description: text } satisfies Record<
        keyof typeof permission.shape,
        z.ZodType
      >),
    ),
    documentationUrl: text.nullable(),
    createdAt: time,
  }),
  users: z.strictObject({
    id: text,
    name: text,
    email: text,
    passwordHash: text,
    secondFactor: z
      .strictObject({
        secret: text,
        createdAt: time,
        confirmedAt: time.nullable(),
        lastStep: time,
        recoveryHashes: z.array(text),
      })
      .nullable(),
    resetCode: z.strictObject({ hash: text, expiresAt: time }).nullable(),
    createdAt: time,
  }),
  roles: z.strictObject({
    id: text,
    orgId: text,
    name: text,
    permissions: z.array(text),
    apiAccess: z.boolean(),
    builtIn: z.enum(['admin', 'member', 'read-only']).nullable(),
  }),
  members: z.strictObject({
    id: text,
    orgId: text,
    kind: z.enum(['person', 'service']),
    userId: text.nullable(),
    name: text,
    email: text.nullable(),
    roleId: text,
    active: z.boolean(),
    createdAt: time,
  }),
  invitations: z.strictObject({
    id: text,
    orgId: text,
    memberId: text,
    codeHash: text,
    expiresAt: time,
    createdAt: time,
  }),
  sessions: z.strictObject({
    id: text,
    userId: text,
    tokenHash: text,
    createdAt: time,
    expiresAt: time,
    lastUsedAt: time,
    ip: text.nullable(),
    userAgent: text.nullable(),
  }),
  keys: z.strictObject({
    id: text,
    orgId: text,
    ownerId: text,
    name: text,
    prefix: text,
    hash: text.nullable(),
    scopes: z.array(text),
    createdAt: time,
    createdBy: text,
    expiresAt: time.nullable(),
    lastUsedAt: time.nullable(),
    disabledBy: z.enum(['owner', 'admin']).nullable(),
    revokedAt: time.nullable(),
    revokedBy: text.nullable(),
    revokeReason: z.enum(['revoked', 'regenerated', 'grace', 'cleared', 'unused']).nullable(),
    revokeNote: text.nullable(),
    personal: z.boolean(),
    approval: z.enum(['pending', 'approved', 'denied']).nullable(),
    decidedBy: text.nullable(),
    decidedAt: time.nullable(),
  }),
  webhooks: z.strictObject({
    id: text,
    orgId: text,
    keyId: text,
    ownerId: text,
    url: text,
    entity: text,
    operation: z.enum(WEBHOOK_OPERATIONS),
    secret: text,
    status: z.enum(['active', 'paused', 'stopped']),
    stopReason: z.enum(['gone', 'failing']).nullable(),
    failingSince: time.nullable(),
    createdAt: time,
    createdBy: text,
  }),
  events: z.strictObject({
    id: text,
    orgId: text,
    entity: text,
    operation: z.enum(EVENT_OPERATIONS),
    payload: text,
    createdAt: time,
  }),
  deliveries: z.strictObject({
    id: text,
    orgId: text,
    webhookId: text,
    eventId: text,
    status: z.enum(['pending', 'delivered', 'failed']),
    attempts: z.number(),
    nextAttemptAt: time.nullable(),
    lastAttemptAt: time.nullable(),
    responseStatus: z.number().nullable(),
    responseBody: text.nullable(),
    error: text.nullable(),
    createdAt: time,
  }),
  clocks: z.strictObject({ id: text, seenAt: time }),
} as const satisfies { [T in TableName]: z.ZodType<Tables[T]> };

const auditRow = z.strictObject({
  id: text,
  orgId: text,
  createdAt: time,
  actorKind: z.enum(['member', 'key', 'system']),
  actorId: text.nullable(),
  actorName: text,
  action: z.enum(AUDIT_ACTIONS),
  targetKind: z.enum(AUDIT_TARGET_KINDS),
  targetId: text,
  targetName: text,
  detail: auditDetail,
  ip: text.nullable(),
  requestId: text.nullable(),
}) satisfies z.ZodType<AuditRow>;

const unsealedEntry = sealedAuditEntry.omit({ seq: true, previousHash: true, hash: true });
const placeInChain = sealedAuditEntry
  .pick({ orgId: true, seq: true, previousHash: true, hash: true })
  .loose();

/** What is wrong with a row, without its values (some are secrets' hashes); null: nothing. */
export function rowProblem(table: TableName, row: unknown): string | null {
  return problemOf(ROWS[table], row, `a row of ${table}`);
}

/** The same of what is to be recorded: it must make an entry as the contract has it. */
export function auditRowProblem(row: AuditRow): string | null {
  const what = 'a row of the audit log';
  return problemOf(auditRow, row, what) ?? problemOf(unsealedEntry, entryOf(row), what);
}

/** The same of an entry of the audit log; its hash says the rest. */
export function auditProblem(entry: unknown): string | null {
  return problemOf(placeInChain, entry, 'an entry of the audit log');
}

function problemOf(schema: z.ZodType, value: unknown, what: string): string | null {
  const issue = schema.safeParse(value).error?.issues[0];
  if (!issue) return null;
  const where = issue.path.length > 0 ? ` at ${issue.path.join('.')}` : '';
  return `is not ${what}: ${issue.message}${where}`;
}
