/** People as the contract shows them. */
import type {
  ApiAccess,
  Me,
  Member,
  Membership,
  Session,
  User,
} from '../../../shared/contract/people.ts';
import { accessObstacle } from '../../../shared/status.ts';
import type { MemberRow, OrgRow, RoleRow, SessionRow, UserRow } from '../../store/rows.ts';
import type { Reader } from '../../store/store.ts';
import type { Context } from '../context.ts';
import { statusOf, surroundings } from '../keys/standing.ts';
import { roleView } from '../orgs/views.ts';

export interface Standing {
  member: MemberRow;
  role: RoleRow;
  org: OrgRow;
}

export function userView({ id, name, email }: UserRow): User {
  return { id, name, email };
}

/** Whether signing in asks for a code; one that is only begun does not count. */
export function hasSecondFactor({ secondFactor }: UserRow): boolean {
  return secondFactor !== null && secondFactor.confirmedAt !== null;
}

export function sessionView(session: SessionRow, currentId: string): Session {
  const { id, createdAt, expiresAt, lastUsedAt, ip, userAgent } = session;
  return {
    id,
    current: id === currentId,
    createdAt: new Date(createdAt).toISOString(),
    expiresAt: new Date(expiresAt).toISOString(),
    lastUsedAt: new Date(lastUsedAt).toISOString(),
    ip,
    userAgent,
  };
}

export function membershipView({ member, role, org }: Standing): Membership {
  return { memberId: member.id, org: { id: org.id, name: org.name }, role: roleView(role) };
}

export function apiAccessOf({ member, role, org }: Standing): ApiAccess {
  const around = surroundings(member, role, org);
  const obstacle = accessObstacle(around);
  return { allowed: obstacle === null, reason: obstacle ?? (around.isAdmin ? 'admin' : 'allowed') };
}

/** Where the person is an active member, oldest first. */
export async function standingsOf(reader: Reader, userId: string): Promise<Standing[]> {
  const standings: Standing[] = [];
  for (const member of await reader.members.ofUser(userId)) {
    const role = await reader.roles.byId(member.roleId);
    const org = await reader.orgs.byId(member.orgId);
    if (member.active && role && org) standings.push({ member, role, org });
  }
  return standings.sort((a, b) => a.member.createdAt - b.member.createdAt);
}

export async function meView(reader: Reader, user: UserRow): Promise<Me> {
  const standings = await standingsOf(reader, user.id);
  return {
    user: userView(user),
    memberships: standings.map((standing) => ({
      ...membershipView(standing),
      permissions: standing.role.permissions,
      apiAccess: apiAccessOf(standing),
      secondFactorMissing: standing.org.policy.requireSecondFactor && !hasSecondFactor(user),
    })),
  };
}

export async function memberView(context: Context, standing: Standing): Promise<Member> {
  const { member, role, org } = standing;
  const webhooks = await context.store.webhooks.ofOwner({ orgId: org.id, ownerId: member.id });
  let activeKeyCount = 0;
  let lastUsedAt: number | null = null;
  for await (const key of context.store.keys.newestFirst({ orgId: org.id, ownerId: member.id })) {
    const subject = { key, owner: member, role, org };
    if (statusOf(subject, context.now()).status === 'active') activeKeyCount++;
    const usedAt = context.usage.lastUsedAt(key.id) ?? key.lastUsedAt;
    if (usedAt !== null && usedAt > (lastUsedAt ?? 0)) lastUsedAt = usedAt;
  }
  return {
    id: member.id,
    kind: member.kind,
    name: member.name,
    email: member.email,
    role: roleView(role),
    active: member.active,
    joined: hasJoined(member),
    apiAccess: apiAccessOf(standing),
    activeKeyCount,
    webhookCount: webhooks.length,
    lastUsedAt: lastUsedAt === null ? null : new Date(lastUsedAt).toISOString(),
  };
}

/** Whether a person has accepted the invitation; a service member never had to. */
export function hasJoined(member: MemberRow): boolean {
  return member.kind === 'service' || member.userId !== null;
}
