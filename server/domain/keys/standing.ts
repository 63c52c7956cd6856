/** Where a key stands now, from itself and from what is around it. */
import { intersectScopes } from '../../../shared/scopes.ts';
import { keyStatus, type StatusNow, type Surroundings } from '../../../shared/status.ts';
import type { MemberRow, OrgRow, RoleRow } from '../../store/rows.ts';
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

/** What the key was given ∩ what its owner's role allows now. */
export function effectiveScopes({ key, role }: Pick<CheckSubject, 'key' | 'role'>): string[] {
  return intersectScopes(key.scopes, role.permissions);
}
