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

// Rows are replaced on every change, so a role with a list of scopes stands for its answer
// for good. Many keys have one list, so there are far fewer answers than keys.
const known = new WeakMap<RoleRow, WeakMap<readonly string[], Effective>>();

interface Effective {
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
  let ofRole = known.get(role);
  if (ofRole === undefined) {
    ofRole = new WeakMap();
    known.set(role, ofRole);
  }
  const before = ofRole.get(key.scopes);
  if (before) return before;
  const scopes = Object.freeze(intersectScopes(key.scopes, role.permissions));
  const now = { scopes, text: scopes.join(' '), json: JSON.stringify(scopes) };
  ofRole.set(key.scopes, now);
  return now;
}
