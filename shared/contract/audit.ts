import { z } from 'zod';
import { id, page, timestamp } from './primitives.ts';

/** Every change that is recorded, by the name that it has in the audit log. */
export const AUDIT_ACTIONS = [
  'org.created',
  'org.updated',
  'org.access_turned_on',
  'org.access_turned_off',
  'permissions.replaced',
  'role.created',
  'role.updated',
  'role.deleted',
  'member.invited',
  'member.added',
  'member.joined',
  'member.updated',
  'member.deactivated',
  'member.reactivated',
  'member.keys_cleared',
  'member.signed_in',
  'member.session_ended',
  'member.password_changed',
  'member.reset_code_issued',
  'member.second_factor_added',
  'member.second_factor_removed',
  'key.created',
  'key.requested',
  'key.approved',
  'key.denied',
  'key.collected',
  'key.renamed',
  'key.disabled',
  'key.enabled',
  'key.revoked',
  'key.regenerated',
  'key.deleted',
  'key.imported',
  'webhook.created',
  'webhook.paused',
  'webhook.resumed',
  'webhook.stopped',
  'webhook.deleted',
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_TARGET_KINDS = ['org', 'role', 'member', 'key', 'webhook'] as const;
export type AuditTargetKind = (typeof AUDIT_TARGET_KINDS)[number];

/** What changed, by name: a value, or what it was and what it is. Never a secret. */
export const auditDetail = z.record(z.string(), z.json());
export type AuditDetail = z.infer<typeof auditDetail>;

export const auditEntry = z.object({
  id: id('aud'),
  at: timestamp,
  actor: z.object({
    kind: z.enum(['member', 'key', 'system']),
    /** A member's or a key's; null for the system. */
    id: z.string().nullable(),
    /** As it was then. */
    name: z.string(),
  }),
  action: z.enum(AUDIT_ACTIONS),
  target: z.object({
    kind: z.enum(AUDIT_TARGET_KINDS),
    id: z.string(),
    /** As it was then. */
    name: z.string(),
  }),
  detail: auditDetail,
  ip: z.string().nullable(),
  requestId: id('req').nullable(),
});
export type AuditEntry = z.infer<typeof auditEntry>;

export const auditQuery = z.strictObject({
  ...page,
  action: z.enum(AUDIT_ACTIONS).optional(),
  /** The id of a member or a key. */
  actor: z.union([id('mem'), id('key')]).optional(),
  /** The id of what was changed. */
  target: z.string().max(60, 'must have at most 60 characters').optional(),
  /** At or after, and before. */
  since: timestamp.optional(),
  until: timestamp.optional(),
});

/**
 * An entry in its org's chain, a line of the export. `hash` is the SHA-256, in hex, of
 * the canonical JSON (RFC 8785) of the entry without `hash`.
 */
export const sealedAuditEntry = auditEntry.extend({
  orgId: id('org'),
  /** From 1, without a gap. */
  seq: z.number().int(),
  /** The hash of the entry before; 64 zeros for the first. */
  previousHash: z.string(),
  hash: z.string(),
});
export type SealedAuditEntry = z.infer<typeof sealedAuditEntry>;
