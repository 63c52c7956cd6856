/** A key's status: one word, computed at the moment of asking, the first that applies. */

export const KEY_STATUSES = ['active', 'suspended', 'disabled', 'expired', 'revoked'] as const;
export type KeyStatus = (typeof KEY_STATUSES)[number];

/** Why the status is not `active`; null when it is. */
export const STATUS_REASONS = [
  'revoked',
  'regenerated',
  'cleared',
  'expired',
  'disabled_by_owner',
  'disabled_by_admin',
  'member_inactive',
  'org_access_off',
  'role_access_off',
] as const;
export type StatusReason = (typeof STATUS_REASONS)[number];

/** What of a key decides its status. Times in milliseconds since the epoch. */
export interface KeyFacts {
  /** When it stops or stopped for good; in the future while a regenerated key has its grace. */
  revokedAt: number | null;
  revokeReason: 'revoked' | 'regenerated' | 'cleared' | null;
  expiresAt: number | null;
  disabledBy: 'owner' | 'admin' | null;
}

/** What around a key decides its status. */
export interface Surroundings {
  memberActive: boolean;
  /** The owner has the built-in admin role. */
  isAdmin: boolean;
  orgAccess: boolean;
  roleAccess: boolean;
}

export interface StatusNow {
  readonly status: KeyStatus;
  readonly reason: StatusReason | null;
}

const ACTIVE: StatusNow = { status: 'active', reason: null };
const EXPIRED: StatusNow = { status: 'expired', reason: 'expired' };

export function keyStatus(key: KeyFacts, around: Surroundings, now: number): StatusNow {
  if (key.revokedAt !== null && key.revokedAt <= now) {
    return { status: 'revoked', reason: key.revokeReason ?? 'revoked' };
  }
  if (key.expiresAt !== null && key.expiresAt <= now) return EXPIRED;
  if (key.disabledBy !== null) {
    return { status: 'disabled', reason: `disabled_by_${key.disabledBy}` };
  }
  const obstacle = accessObstacle(around);
  return obstacle ? { status: 'suspended', reason: obstacle } : ACTIVE;
}

/** Why a member may not hold a working key now; null when it may. Admins always may. */
export function accessObstacle(
  around: Surroundings,
): 'member_inactive' | 'org_access_off' | 'role_access_off' | null {
  if (!around.memberActive) return 'member_inactive';
  if (around.isAdmin) return null;
  if (!around.orgAccess) return 'org_access_off';
  if (!around.roleAccess) return 'role_access_off';
  return null;
}
