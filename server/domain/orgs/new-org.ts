import { RESERVED_SCOPES } from '../../../shared/scopes.ts';
import type { MemberRow, OrgRow, RoleRow, UserRow } from '../../store/rows.ts';
import type { Transaction } from '../../store/store.ts';
import { memberAuthor, type Origin } from '../audit/author.ts';
import { record, theOrg } from '../audit/record.ts';
import type { Context } from '../context.ts';
import { DEFAULT_CATALOGUE } from '../default-catalogue.ts';
import { createId } from '../ids.ts';

/** Makes an organisation with its built-in roles and `founder` as its admin. */
export function addOrg(
  tx: Transaction,
  { now, randomBytes }: Pick<Context, 'now' | 'randomBytes'>,
  { name, founder, origin }: { name: string; founder: UserRow; origin: Origin },
): { org: OrgRow; role: RoleRow; member: MemberRow } {
  const org: OrgRow = {
    id: createId('org', randomBytes),
    name,
    apiAccess: false,
    policy: {
      maxKeyLifetimeDays: null,
      requireExpiry: false,
      maxActiveKeysPerMember: null,
      requireApproval: false,
      revokeUnusedAfterDays: null,
      requireSecondFactor: false,
    },
    catalogue: DEFAULT_CATALOGUE,
    documentationUrl: null,
    createdAt: now(),
  };
  const builtIn = (kind: NonNullable<RoleRow['builtIn']>, permissions: string[]): RoleRow => ({
    id: createId('rol', randomBytes),
    orgId: org.id,
    name: kind,
    permissions,
    apiAccess: true,
    builtIn: kind,
  });
  const role = builtIn('admin', ['*', ...Object.keys(RESERVED_SCOPES)]);
  const member: MemberRow = {
    id: createId('mem', randomBytes),
    orgId: org.id,
    kind: 'person',
    userId: founder.id,
    name: founder.name,
    email: founder.email,
    roleId: role.id,
    active: true,
    createdAt: now(),
  };
  tx.put('orgs', org);
  tx.put('roles', role);
  tx.put('roles', builtIn('member', ['*']));
  tx.put('roles', builtIn('read-only', ['*:read']));
  tx.put('members', member);
  record(tx, { now, randomBytes }, memberAuthor(member, origin), 'org.created', theOrg(org));
  return { org, role, member };
}
