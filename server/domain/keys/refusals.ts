/** The sentences behind the refusals about keys. */
import { accessObstacle } from '../../../shared/status.ts';
import type { KeyRow, MemberRow, OrgRow, RoleRow } from '../../store/rows.ts';
import { Refusal } from '../refusal.ts';
import type { ChangeRefused } from './changes.ts';
import { surroundings } from './standing.ts';

export function changeRefusal(code: ChangeRefused, { name, revokedAt }: KeyRow, now: number) {
  const inGrace = revokedAt !== null && revokedAt > now;
  const details: Record<ChangeRefused, string> = {
    key_revoked: inGrace
      ? `"${name}" has been regenerated already and only works until its grace is over. Use its successor.`
      : `"${name}" is revoked, and that cannot be undone. Create a new key.`,
    key_expired: `"${name}" has expired, and that cannot be undone. Create a new key.`,
    disabled_by_admin: `An admin deactivated "${name}". Ask an admin to activate it.`,
  };
  return new Refusal(code, details[code]);
}

/** Throws `api_access_off` where the member may not hold a working key now. */
export function requireAccess(owner: MemberRow, role: RoleRow, org: OrgRow): void {
  const obstacle = accessObstacle(surroundings(owner, role, org));
  if (obstacle === null) return;
  const details: Record<typeof obstacle, string> = {
    member_inactive: `${owner.name} is deactivated. An admin of ${org.name} can activate them again.`,
    org_access_off: `API access is off for ${org.name}. Ask an admin of ${org.name} to turn it on.`,
    role_access_off: `API access is off for the role "${role.name}". Ask an admin of ${org.name} to turn it on.`,
  };
  throw new Refusal('api_access_off', details[obstacle]);
}
