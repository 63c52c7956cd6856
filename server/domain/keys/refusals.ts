/** The sentences behind the refusals about keys. */
import { accessObstacle } from '../../../shared/status.ts';
import type { KeyRow, MemberRow, OrgRow, RoleRow } from '../../store/rows.ts';
import { Refusal } from '../refusal.ts';
import type { ChangeRefused } from './changes.ts';
import { surroundings } from './standing.ts';

export function changeRefusal(code: ChangeRefused, key: KeyRow, now: number) {
  const { name, revokedAt } = key;
  const inGrace = revokedAt !== null && revokedAt > now;
  const details: Record<ChangeRefused, string> = {
    key_revoked: inGrace
      ? `"${name}" has been regenerated already and only works until its grace is over. Use its successor.`
      : `"${name}" is revoked, and that cannot be undone. Create a new key.`,
    key_expired: `"${name}" has expired, and that cannot be undone. Create a new key.`,
    key_not_approved: notApproved(key),
    disabled_by_admin: `An admin deactivated "${name}". Ask an admin to activate it.`,
  };
  return new Refusal(code, details[code]);
}

function notApproved({ name, approval, hash }: KeyRow): string {
  if (hash !== null) return `"${name}" has its secret already. Regenerate it for another one.`;
  switch (approval) {
    case 'denied':
      return `An admin denied "${name}". Ask for another key.`;
    case 'approved':
      return `"${name}" is approved. Its owner has to collect its secret first.`;
    default:
      return `"${name}" waits for an admin to approve it.`;
  }
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
