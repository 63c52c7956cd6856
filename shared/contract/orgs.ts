import { z } from 'zod';
import { concreteScope, displayName, id, timestamp } from './primitives.ts';

export const policy = z.object({
  /** In days; null: no limit. */
  maxKeyLifetimeDays: z.number().int().min(1).max(3660).nullable(),
  requireExpiry: z.boolean(),
  maxActiveKeysPerMember: z.number().int().min(1).max(10_000).nullable(),
  requireApproval: z.boolean(),
  /** Counted from the last use, or from its making where it was never used. */
  revokeUnusedAfterDays: z.number().int().min(1).max(3660).nullable(),
  /** Whoever signs in without a second factor reaches nothing of the organisation. */
  requireSecondFactor: z.boolean(),
});
export type Policy = z.infer<typeof policy>;

export const org = z.object({
  id: id('org'),
  name: z.string(),
  /** The switch: may non-admins hold working keys. Off in a new org. */
  apiAccess: z.boolean(),
  policy,
  /** The org's own API documentation. */
  documentationUrl: z.string().nullable(),
  createdAt: timestamp,
});
export type Org = z.infer<typeof org>;

export const createOrgRequest = z.strictObject({ name: displayName });

export const updateOrgRequest = z
  .strictObject({
    name: displayName,
    apiAccess: z.boolean(),
    /** What is left out stays as it is. */
    policy: z
      .strictObject(policy.shape)
      .partial()
      .refine((change) => Object.keys(change).length > 0, 'must change something'),
    documentationUrl: z
      .url({ protocol: /^https?$/, error: 'must be a URL that begins with https:// or http://' })
      .max(2000, 'must have at most 2000 characters')
      .nullable(),
  })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change something');

/** What turning the org's switch the other way would do, for the confirmation. */
export const accessPreview = z.object({
  apiAccess: z.boolean(),
  /** Keys that would stop (switch on now) or work again (switch off now). */
  affectedKeys: z.number().int(),
  /** Of how many members. */
  affectedMembers: z.number().int(),
});
export type AccessPreview = z.infer<typeof accessPreview>;

/** One entry of the permission catalogue. */
export const permission = z.strictObject({
  scope: concreteScope.refine((s) => !s.startsWith('keyturn.'), 'must not be a reserved scope'),
  label: displayName,
  group: displayName,
  description: z.string().trim().max(300, 'must have at most 300 characters').default(''),
});
export type Permission = z.infer<typeof permission>;

export const catalogue = z.object({ items: z.array(permission) });

export const putCatalogueRequest = z.strictObject({
  items: z
    .array(permission)
    .min(1, 'must have at least one permission')
    .max(500, 'must have at most 500 permissions')
    .refine(
      (items) => new Set(items.map((item) => item.scope)).size === items.length,
      'must not name a scope twice',
    ),
});
