import { z } from 'zod';
import { isConcreteScope } from '../scopes.ts';

export const CHECK_CODES = [
  'valid',
  'malformed',
  'not_found',
  'revoked',
  'expired',
  'disabled',
  'pending',
  'api_access_off',
  'member_inactive',
  'insufficient_scope',
  'rate_limited',
] as const;
export type CheckCode = (typeof CHECK_CODES)[number];

export const verifyRequest = z.strictObject({
  key: z.string().max(1000, 'must have at most 1000 characters'),
  /** All of them must hold. */
  scopes: z
    .array(z.string().refine(isConcreteScope, 'must be a scope such as tasks:read'))
    .max(50, 'must have at most 50 scopes')
    .optional(),
});

/** Everything but `valid` and `code` is null or empty unless the key exists in the caller's org. */
export const verifyAnswer = z.object({
  valid: z.boolean(),
  code: z.enum(CHECK_CODES),
  keyId: z.string().nullable(),
  name: z.string().nullable(),
  orgId: z.string().nullable(),
  ownerId: z.string().nullable(),
  ownerName: z.string().nullable(),
  role: z.string().nullable(),
  /** The key's effective scopes. */
  scopes: z.array(z.string()),
  missingScopes: z.array(z.string()),
  expiresAt: z.iso.datetime().nullable(),
});
export type VerifyAnswer = z.infer<typeof verifyAnswer>;
