/** A key's status: one word, computed at the moment of asking, the first that applies. */

export const KEY_STATUSES = [
  'active',
  'suspended',
  'disabled',
  'pending',
  'expired',
  'denied',
  'revoked',
] as const;
export type KeyStatus = (typeof KEY_STATUSES)[number];

/** Why the status is not `active`; null when it is. */
export const STATUS_REASONS = [
  'revoked',
  'regenerated',
  'cleared',
  'unused',
  'denied',
  'expired',
  'awaiting_approval',
  'awaiting_collection',
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
  /** `grace`: regenerated, and works until `revokedAt`. */
  revokeReason: 'revoked' | 'regenerated' | 'grace' | 'cleared' | 'unused' | null;
  /** Null where the org did not ask for an admin's approval. */
  approval: 'pending' | 'approved' | 'denied' | null;
  /** Of its secret; null until it is collected. */
  hash: string | null;
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
const DENIED: StatusNow = { status: 'denied', reason: 'denied' };
const UNAPPROVED: StatusNow = { status: 'pending', reason: 'awaiting_approval' };
const UNCOLLECTED: StatusNow = { status: 'pending', reason: 'awaiting_collection' };

/**
 * A key that waits for its approval comes before what only a key with a secret can be,
 * but it can be withdrawn, and its expiry can pass meanwhile. A denied one stays denied,
 * expired or not, until it is revoked with its owner's other keys.
 */
export function keyStatus(key: KeyFacts, around: Surroundings, now: number): StatusNow {
  if (isRevoked(key, now)) return { status: 'revoked', reason: revokedBecause(key) };
  if (key.approval === 'denied') return DENIED;
  if (key.expiresAt !== null && key.expiresAt <= now) return EXPIRED;
  if (key.hash === null) return key.approval === 'approved' ? UNCOLLECTED : UNAPPROVED;
  if (key.disabledBy !== null) {
    return { status: 'disabled', reason: `disabled_by_${key.disabledBy}` };
  }
  const obstacle = accessObstacle(around);
  return obstacle ? { status: 'suspended', reason: obstacle } : ACTIVE;
}

/**
 * Only a key in its grace has a time that its end waits for. Any other revocation was for
 * good when it was made, also when the clock has been set back since.
 */
export function isRevoked(
  { revokedAt, revokeReason }: Pick<KeyFacts, 'revokedAt' | 'revokeReason'>,
  now: number,
): boolean {
  return revokedAt !== null && (revokedAt <= now || revokeReason !== 'grace');
}

function revokedBecause({ revokeReason }: KeyFacts): StatusReason {
  return revokeReason === 'grace' ? 'regenerated' : (revokeReason ?? 'revoked');
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
