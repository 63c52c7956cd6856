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
  /** The request that the key came with, for the key's record. */
  request: z
    .strictObject({
      method: z.string().max(20, 'must have at most 20 characters'),
      path: z.string().max(2000, 'must have at most 2000 characters'),
      ip: z.string().max(60, 'must have at most 60 characters'),
    })
    .partial()
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
  /** Of a key that works, when it stops by itself, be it by the end of a regeneration's grace. */
  expiresAt: z.iso.datetime().nullable(),
});
export type VerifyAnswer = z.infer<typeof verifyAnswer>;

/**
 * RFC 7662 section 2.1. What else OAuth clients send is taken and not looked at, as with
 * every OAuth endpoint (RFC 6749 section 3.2).
 */
export const introspectRequest = z.object({
  token: z.string().max(1000, 'must have at most 1000 characters'),
  token_type_hint: z.string().max(100, 'must have at most 100 characters').optional(),
});

/** RFC 7662 section 2.2; nothing but `active` for a key that does not work. */
export const introspectAnswer = z.object({
  active: z.boolean(),
  /** Effective scopes, parted by spaces. */
  scope: z.string().optional(),
  /** The key's id. */
  client_id: z.string().optional(),
  /** The owner's member id. */
  sub: z.string().optional(),
  token_type: z.literal('Bearer').optional(),
  /** In seconds since the epoch. */
  exp: z.number().int().optional(),
  iat: z.number().int().optional(),
  iss: z.string().optional(),
});
export type IntrospectAnswer = z.infer<typeof introspectAnswer>;

/** RFC 8414 section 2. */
export const authorizationServer = z.object({
  issuer: z.string(),
  introspection_endpoint: z.string(),
  introspection_endpoint_auth_methods_supported: z.array(z.string()),
  response_types_supported: z.array(z.string()),
  service_documentation: z.string(),
});

/** `ready` once, then `changed` at each change: forget what was answered before. */
export const changeEvent = z.object({ event: z.enum(['ready', 'changed']) });
