import { z } from 'zod';
import { displayName, email, givenPassword, id, newPassword, timestamp } from './primitives.ts';
import { role } from './roles.ts';

export const user = z.object({ id: id('usr'), name: z.string(), email: z.string() });
export type User = z.infer<typeof user>;

/** One person in one org. */
export const membership = z.object({
  memberId: id('mem'),
  org: z.object({ id: id('org'), name: z.string() }),
  role,
});
export type Membership = z.infer<typeof membership>;

export const setupRequest = z.strictObject({
  setupCode: z.string().min(1, 'must not be empty').max(200, 'is too long'),
  organization: z.strictObject({ name: displayName }),
  admin: z.strictObject({ name: displayName, email, password: newPassword }),
});
export const setupAnswer = z.object({
  token: z.string(),
  expiresAt: timestamp,
  user,
  membership,
});

/** Six digits from an authenticator, or a recovery code; spaces and hyphens do not count. */
export const secondFactorCode = z.string().min(1, 'must not be empty').max(100, 'is too long');

export const sessionRequest = z.strictObject({
  email,
  password: givenPassword,
  /** Needed where the person has a second factor. */
  secondFactorCode: secondFactorCode.optional(),
});
export const sessionAnswer = z.object({
  token: z.string(),
  expiresAt: timestamp,
  user,
  memberships: z.array(membership),
});
export type SessionAnswer = z.infer<typeof sessionAnswer>;

export const changePasswordRequest = z.strictObject({
  currentPassword: givenPassword,
  newPassword,
});

export const passwordResetRequest = z.strictObject({
  email,
  /** From `keyturn reset-admin`. */
  code: z.string().min(1, 'must not be empty').max(200, 'is too long'),
  password: newPassword,
});

export const secondFactor = z.object({
  enabled: z.boolean(),
  /** Since when; null while it is off. */
  since: timestamp.nullable(),
  recoveryCodesLeft: z.number().int(),
});
export type SecondFactorState = z.infer<typeof secondFactor>;

export const beginSecondFactorRequest = z.strictObject({ currentPassword: givenPassword });
export const beginSecondFactorAnswer = z.object({
  /** Base32, to be typed into an authenticator. */
  secret: z.string(),
  /** `otpauth://totp/…`, to be shown as a QR code. */
  uri: z.string(),
  /** Until when a first code may confirm it. */
  expiresAt: timestamp,
});
export const confirmSecondFactorRequest = z.strictObject({ code: secondFactorCode });
export const confirmSecondFactorAnswer = z.object({
  /** In clear, this once; each stands in for one code. */
  recoveryCodes: z.array(z.string()),
});
export const removeSecondFactorRequest = z.strictObject({
  currentPassword: givenPassword,
  secondFactorCode,
});

export const session = z.object({
  id: id('ses'),
  current: z.boolean(),
  createdAt: timestamp,
  expiresAt: timestamp,
  /** Some minutes older than the truth at most. */
  lastUsedAt: timestamp,
  ip: z.string().nullable(),
  userAgent: z.string().nullable(),
});
export type Session = z.infer<typeof session>;

export const acceptInvitationRequest = z.strictObject({
  code: z.string().min(1, 'must not be empty').max(200, 'is too long'),
  /** Of the person's existing account where the server already knows the address. */
  password: newPassword,
  /** Needed where that account has a second factor. */
  secondFactorCode: secondFactorCode.optional(),
});

/** Why a member may hold a working key now, or not. */
export const apiAccess = z.object({
  allowed: z.boolean(),
  reason: z.enum(['allowed', 'admin', 'org_access_off', 'role_access_off', 'member_inactive']),
});
export type ApiAccess = z.infer<typeof apiAccess>;

export const me = z.object({
  user,
  memberships: z.array(
    membership.extend({
      /** The scopes that the role allows now. */
      permissions: z.array(z.string()),
      apiAccess,
      /** The organisation asks for a second factor, and this person has none. */
      secondFactorMissing: z.boolean(),
    }),
  ),
});
export type Me = z.infer<typeof me>;

export const member = z.object({
  id: id('mem'),
  kind: z.enum(['person', 'service']),
  name: z.string(),
  email: z.string().nullable(),
  role,
  active: z.boolean(),
  /** False until a person has accepted the invitation; always true for a service member. */
  joined: z.boolean(),
  apiAccess,
  activeKeyCount: z.number().int(),
  webhookCount: z.number().int(),
  lastUsedAt: timestamp.nullable(),
});
export type Member = z.infer<typeof member>;

export const createMemberRequest = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('person'), name: displayName, email, roleId: id('rol') }),
  z.strictObject({ kind: z.literal('service'), name: displayName, roleId: id('rol') }),
]);
export const createMemberAnswer = z.object({
  member,
  invitation: z.object({ code: z.string(), expiresAt: timestamp }).optional(),
});

export const updateMemberRequest = z
  .strictObject({ roleId: id('rol'), active: z.boolean(), name: displayName })
  .partial()
  .refine((change) => Object.keys(change).length > 0, 'must change something');

/** How many keys were revoked by clearing a member's. */
export const clearKeysAnswer = z.object({ revoked: z.number().int() });

/** How many sessions of the member were ended. */
export const endSessionsAnswer = z.object({ ended: z.number().int() });
