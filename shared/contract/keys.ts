import { z } from 'zod';
import { KEY_STATUSES, STATUS_REASONS } from '../status.ts';
import { displayName, id, page, scopeList, timestamp } from './primitives.ts';

export const key = z.object({
  id: id('key'),
  orgId: id('org'),
  ownerId: id('mem'),
  ownerName: z.string(),
  name: z.string(),
  /** `kt_` and the next four characters of the secret; `kt_` alone while there is none. */
  prefix: z.string(),
  /** What it was given. */
  scopes: z.array(z.string()),
  /** What it was given ∩ what its owner's role allows now. */
  effectiveScopes: z.array(z.string()),
  status: z.enum(KEY_STATUSES),
  statusReason: z.enum(STATUS_REASONS).nullable(),
  /** When its secret was made; of a pending or denied key, when it was asked for. */
  createdAt: timestamp,
  /** Member ids. */
  createdBy: id('mem'),
  /** Of a pending key too: the time that the admin approves, however late it is collected. */
  expiresAt: timestamp.nullable(),
  lastUsedAt: timestamp.nullable(),
  /** In the future while a regenerated key still has its grace. */
  revokedAt: timestamp.nullable(),
  revokedBy: id('mem').nullable(),
  /** Made by its owner's one switch. */
  personal: z.boolean(),
  /** What the one who revoked or denied it gave as the reason. */
  note: z.string().nullable(),
  decidedAt: timestamp.nullable(),
  /** The admin who approved or denied it. */
  decidedBy: id('mem').nullable(),
});
export type Key = z.infer<typeof key>;

const DURATION = /^([1-9]\d{0,5})([hd])$/;
const HOUR = 3_600_000;

/** A span such as `30d` or `12h`, at most ten years; parsed to milliseconds. */
const duration = z
  .string()
  .regex(DURATION, 'must be hours or days, such as 12h or 30d')
  .transform((text) => {
    const [, amount, unit] = DURATION.exec(text) as unknown as [string, string, 'h' | 'd'];
    return Number(amount) * (unit === 'd' ? 24 * HOUR : HOUR);
  })
  .refine((span) => span <= 3660 * 24 * HOUR, 'must be at most ten years');

export const createKeyRequest = z
  .strictObject({
    name: displayName,
    scopes: scopeList,
    /** Null or absent, with `expiresIn` absent too: never expires. */
    expiresAt: timestamp.nullable().optional(),
    expiresIn: duration.optional(),
    /** Admins only: the member who shall own it; the caller without it. */
    ownerId: id('mem').optional(),
  })
  .refine((body) => !(body.expiresAt && body.expiresIn), {
    path: ['expiresIn'],
    message: 'must not be given together with expiresAt',
  });

export const keyWithSecret = z.object({
  key,
  /** The key in clear, this once. */
  secret: z.string(),
});

/** A key that an admin has to approve before it has a secret. */
export const pendingKey = z.object({ key });

export const denyKeyRequest = z.strictObject({
  /** Shown to the one who asked for the key. */
  reason: z.string().trim().max(300, 'must have at most 300 characters').optional(),
});

export const putPersonalKeyRequest = z.strictObject({ enabled: z.boolean() });
/** The key that is on, without its secret, or null. */
export const personalKey = z.object({ key: key.nullable() });

export const listKeysQuery = z.strictObject({
  ...page,
  owner: z.union([z.literal('me'), z.literal('all'), id('mem')]).default('me'),
  /** Without it: every key but the revoked ones. */
  status: z.enum([...KEY_STATUSES, 'any']).optional(),
  /** Found in the name or the prefix, whatever the case. */
  q: z.string().max(100, 'must have at most 100 characters').optional(),
});

/** Any other field is refused as `immutable`. */
export const renameKeyRequest = z.strictObject({ name: displayName });

export const switchKeyRequest = z.strictObject({
  /** For the audit log. */
  reason: z.string().trim().max(300, 'must have at most 300 characters').optional(),
});

export const revokeKeyRequest = z.strictObject({
  reason: z.string().trim().max(300, 'must have at most 300 characters').optional(),
});

export const regenerateKeyRequest = z.strictObject({
  /** How long the old key goes on working, in seconds; at most seven days. */
  graceSeconds: z.number().int().min(0).max(604_800).default(0),
});
