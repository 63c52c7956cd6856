/** Where a key stands now, from itself and from what is around it. */
import { coveredBy, intersectScopes } from '../../../shared/scopes.ts';
import { keyStatus, type StatusNow, type Surroundings } from '../../../shared/status.ts';
import type { KeyRow, MemberRow, OrgRow, RoleRow } from '../../store/rows.ts';
import type { CheckSubject } from '../../store/store.ts';

export function surroundings(owner: MemberRow, role: RoleRow, org: OrgRow): Surroundings {
  return {
    memberActive: owner.active,
    isAdmin: role.builtIn === 'admin',
    orgAccess: org.apiAccess,
    roleAccess: role.apiAccess,
  };
}

export function statusOf({ key, owner, role, org }: CheckSubject, now: number): StatusNow {
  return keyStatus(key, surroundings(owner, role, org), now);
}

/** When the key stops by itself: at its expiry, or at the end of the grace after it was regenerated. */
export function endsAt({ expiresAt, revokedAt }: Pick<KeyRow, 'expiresAt' | 'revokedAt'>) {
  if (expiresAt === null || revokedAt === null) return expiresAt ?? revokedAt;
  return Math.min(expiresAt, revokedAt);
}

/**
 * Whether the key has this one scope now: it was given the scope, and its owner's role
 * allows it. For a concrete scope that is `effectiveScopes` covering it, without the list.
 */
export function holds({ key, role }: Given, scope: string): boolean {
  return coveredBy(scope, key.scopes) && coveredBy(scope, role.permissions);
}

type Given = Pick<CheckSubject, 'key' | 'role'>;

// Rows are replaced on every change, so a pair of rows stands for its answer for good.
const known = new WeakMap<KeyRow, Effective>();

interface Effective {
  role: RoleRow;
  scopes: readonly string[];
  /** Parted by spaces, and as JSON: what answers to checks say. */
  text: string;
  json: string;
}

/** What the key was given ∩ what its owner's role allows now. Frozen. */
export function effectiveScopes(given: Given): readonly string[] {
  return effective(given).scopes;
}

export function scopeText(given: Given): string {
  return effective(given).text;
}

export function scopeJson(given: Given): string {
  return effective(given).json;
}

function effective({ key, role }: Given): Effective {
  const before = known.get(key);
  if (before?.role === role) return before;
  const scopes = Object.freeze(intersectScopes(key.scopes, role.permissions));
  const now = { role, scopes, text: scopes.join(' '), json: JSON.stringify(scopes) };
  known.set(key, now);
  return now;
}
