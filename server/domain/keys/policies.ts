/**
 * What the org's policy asks of keys. It binds everyone's, admins' and the personal ones
 * too; only the approval is not asked of admins, who would give it to themselves.
 */
import type { OrgRow } from '../../store/rows.ts';
import type { MemberAround, Reader } from '../../store/store.ts';
import { Refusal } from '../refusal.ts';
import { statusOf } from './standing.ts';

const DAY = 24 * 3_600_000;

/** The latest expiry that a key made now may have; null: it may never expire. */
export function latestExpiry({ policy }: OrgRow, now: number): number | null {
  return policy.maxKeyLifetimeDays === null ? null : now + policy.maxKeyLifetimeDays * DAY;
}

/** Throws `policy_expiry_required`, `policy_lifetime_too_long`. */
export function requireLifetime(org: OrgRow, expiresAt: number | null, now: number): void {
  const { requireExpiry, maxKeyLifetimeDays } = org.policy;
  if (requireExpiry && expiresAt === null) {
    throw new Refusal(
      'policy_expiry_required',
      `${org.name} asks for an expiry. Create a key that has one.`,
      { errors: [{ path: 'expiresAt', message: 'must be given' }] },
    );
  }
  const latest = latestExpiry(org, now);
  if (latest !== null && (expiresAt === null || expiresAt > latest)) {
    throw new Refusal(
      'policy_lifetime_too_long',
      `${org.name} allows keys to live for at most ${maxKeyLifetimeDays} days.`,
      {
        errors: [{ path: 'expiresAt', message: `must be within ${maxKeyLifetimeDays} days` }],
      },
    );
  }
}

/**
 * Throws `policy_too_many_keys` where the owner may have no active key more. Of the
 * store, only this owner's keys are read, and only until there are enough of them.
 */
export async function requireRoom(
  reader: Reader,
  around: MemberAround,
  now: number,
): Promise<void> {
  const { owner, org } = around;
  const most = org.policy.maxActiveKeysPerMember;
  if (most === null) return;
  let count = 0;
  for await (const key of reader.keys.newestFirst({ orgId: org.id, ownerId: owner.id })) {
    // One in its grace does not count, since its successor does.
    if (key.revokedAt !== null) continue;
    const { status } = statusOf({ ...around, key }, now);
    // What is suspended works again by itself, and nobody would be asked then.
    if (status !== 'active' && status !== 'suspended') continue;
    if (++count === most) {
      throw new Refusal(
        'policy_too_many_keys',
        `${org.name} allows a member ${most} active ${most === 1 ? 'key' : 'keys'}, and ${owner.name} has as many. Revoke or deactivate one first.`,
      );
    }
  }
}
