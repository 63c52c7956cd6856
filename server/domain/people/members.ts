/** Members of an organisation: who they are, their role, whether they are in. */
import type { z } from 'zod';
import type { createMemberRequest, updateMemberRequest } from '../../../shared/contract/people.ts';
import type { MemberRow, RoleRow } from '../../store/rows.ts';
import type { Reader, Transaction } from '../../store/store.ts';
import type { Author } from '../audit/author.ts';
import { difference, record, theMember } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import { createId } from '../ids.ts';
import { type Page, type PageQuery, pageOf } from '../page.ts';
import { invalidAt, notFound, Refusal } from '../refusal.ts';
import { addInvitation, type NewInvitation } from './invitations.ts';
import { hasJoined, type Standing } from './views.ts';

/** The members that the actor may see, oldest first: an admin all, others themselves. */
export async function listMembers(
  { store }: Context,
  { org, isAdmin, ...actor }: Actor,
  query: PageQuery,
): Promise<Page<Standing>> {
  const visible = isAdmin ? await store.members.ofOrg(org.id) : [actor.member];
  const { items, nextCursor } = pageOf(visible, query, 'oldest first', (member) => ({
    at: member.createdAt,
    id: member.id,
  }));
  const roles = new Map((await store.roles.ofOrg(org.id)).map((role) => [role.id, role]));
  const standings = items.map((member) => ({
    member,
    // The store keeps no member whose role is gone.
    role: roles.get(member.roleId) as RoleRow,
    org,
  }));
  return { items: standings, nextCursor };
}

/**
 * Adds a service member, or a person with an invitation. A person who was invited but
 * has not joined is invited anew, with the name and role given now: the old code ends.
 * Throws `email_taken`, or `invalid_input` for a role of another org.
 */
export async function createMember(
  context: Context,
  { org, author }: Actor,
  request: z.output<typeof createMemberRequest>,
): Promise<{ member: MemberRow; role: RoleRow; invitation?: NewInvitation }> {
  const { kind, name, roleId } = request;
  const email = request.kind === 'person' ? request.email : null;
  return context.store.transact(async (tx) => {
    const role = await roleOfOrg(tx, org.id, roleId);
    const known = email ? await byEmail(tx, org.id, email) : undefined;
    if (known && hasJoined(known)) {
      throw new Refusal('email_taken', `${email} is already a member of ${org.name}.`);
    }
    const member: MemberRow = {
      id: known?.id ?? createId('mem', context.randomBytes),
      orgId: org.id,
      kind,
      userId: null,
      name,
      email,
      roleId,
      active: true,
      createdAt: known?.createdAt ?? context.now(),
    };
    tx.put('members', member);
    const action = kind === 'person' ? 'member.invited' : 'member.added';
    record(tx, context, author, action, theMember(member), { role: role.name });
    if (kind === 'service') return { member, role };
    return { member, role, invitation: await addInvitation(tx, context, member) };
  });
}

/**
 * Takes effect on the very next request and check. Throws `not_found`, `last_admin`, or
 * `invalid_input` for a role of another org.
 */
export async function updateMember(
  context: Context,
  { org, author }: Actor,
  id: string,
  change: z.output<typeof updateMemberRequest>,
): Promise<{ member: MemberRow; role: RoleRow }> {
  return context.store.transact(async (tx) => {
    const before = await tx.members.byId(id);
    if (before?.orgId !== org.id) throw notFound('member');
    const member: MemberRow = {
      ...before,
      roleId: change.roleId ?? before.roleId,
      active: change.active ?? before.active,
      name: change.name ?? before.name,
    };
    const role = await roleOfOrg(tx, org.id, member.roleId);
    const wasAdmin = await isWorkingAdmin(tx, before);
    tx.put('members', member);
    if (wasAdmin && !(await hasWorkingAdmin(tx, org.id))) {
      throw new Refusal('last_admin', `Make someone else an admin of ${org.name} first.`);
    }
    await recordUpdate(tx, context, author, before, member);
    return { member, role };
  });
}

async function recordUpdate(
  tx: Transaction,
  context: Context,
  author: Author,
  before: MemberRow,
  after: MemberRow,
): Promise<void> {
  const detail = { ...difference(before, after, ['name']) };
  if (before.roleId !== after.roleId) {
    const [from, to] = [await tx.roles.byId(before.roleId), await tx.roles.byId(after.roleId)];
    detail.role = { from: from?.name ?? null, to: to?.name ?? null };
  }
  if (Object.keys(detail).length > 0) {
    record(tx, context, author, 'member.updated', theMember(after), detail);
  }
  if (before.active !== after.active) {
    const action = after.active ? 'member.reactivated' : 'member.deactivated';
    record(tx, context, author, action, theMember(after));
  }
}

async function roleOfOrg(reader: Reader, orgId: string, roleId: string): Promise<RoleRow> {
  const role = await reader.roles.byId(roleId);
  if (role?.orgId === orgId) return role;
  throw invalidAt('roleId', 'must be a role of this organisation');
}

async function byEmail(reader: Reader, orgId: string, email: string) {
  const members = await reader.members.ofOrg(orgId);
  return members.find((member) => member.email === email);
}

/** Someone who can sign in and act as an admin now. */
async function isWorkingAdmin(reader: Reader, member: MemberRow): Promise<boolean> {
  if (!member.active || member.userId === null) return false;
  return (await reader.roles.byId(member.roleId))?.builtIn === 'admin';
}

export async function hasWorkingAdmin(tx: Transaction, orgId: string): Promise<boolean> {
  for (const member of await tx.members.ofOrg(orgId)) {
    if (await isWorkingAdmin(tx, member)) return true;
  }
  return false;
}
