import type { z } from 'zod';
import type { createRoleRequest, updateRoleRequest } from '../../../shared/contract/roles.ts';
import type { OrgRow, RoleRow } from '../../store/rows.ts';
import type { Reader, Transaction } from '../../store/store.ts';
import { difference, record, theRole } from '../audit/record.ts';
import type { Actor, Context } from '../context.ts';
import { createId } from '../ids.ts';
import { requireKnown } from '../keys/scopes.ts';
import { type Page, type PageQuery, pageOf } from '../page.ts';
import { notFound, Refusal } from '../refusal.ts';

const BUILT_IN_ORDER: readonly RoleRow['builtIn'][] = ['admin', 'member', 'read-only'];

/** The org's roles, from the one that may do most, its own ones last. */
export async function listRoles(
  context: Context,
  orgId: string,
  query: PageQuery,
): Promise<Page<RoleRow>> {
  return pageOf(await context.store.roles.ofOrg(orgId), query, 'oldest first', (role) => ({
    at: role.builtIn ? BUILT_IN_ORDER.indexOf(role.builtIn) : BUILT_IN_ORDER.length,
    id: role.id,
  }));
}

/** Throws `name_taken`, `scope_unknown`. */
export async function createRole(
  context: Context,
  { org, author }: Actor,
  request: z.output<typeof createRoleRequest>,
): Promise<RoleRow> {
  const id = createId('rol', context.randomBytes);
  const row = { ...request, id, orgId: org.id, builtIn: null };
  return context.store.transact(async (tx) => {
    const { permissions, apiAccess } = row;
    record(tx, context, author, 'role.created', theRole(row), { permissions, apiAccess });
    return putRole(tx, row);
  });
}

/**
 * Reaches every key of the role's holders at their next check. Throws `not_found`,
 * `role_built_in`, `name_taken`, `scope_unknown`.
 */
export async function updateRole(
  context: Context,
  { org, author }: Actor,
  id: string,
  change: z.output<typeof updateRoleRequest>,
): Promise<RoleRow> {
  return context.store.transact(async (tx) => {
    const before = await roleOf(tx, org.id, id);
    const isMore = change.name !== undefined || change.permissions !== undefined;
    if (before.builtIn === 'admin' || (before.builtIn && isMore)) {
      const may = before.builtIn === 'admin' ? 'nothing' : 'only its API access';
      throw builtInRefusal(before, `${may} of it can be changed`);
    }
    const role = {
      ...before,
      name: change.name ?? before.name,
      permissions: change.permissions ?? before.permissions,
      apiAccess: change.apiAccess ?? before.apiAccess,
    };
    const detail = difference(before, role, ['name', 'permissions', 'apiAccess']);
    if (detail) record(tx, context, author, 'role.updated', theRole(role), detail);
    return putRole(tx, role);
  });
}

/** Throws `not_found`, `role_built_in`, `role_in_use`. */
export async function deleteRole(
  context: Context,
  { org, author }: Actor,
  id: string,
): Promise<void> {
  await context.store.transact(async (tx) => {
    const role = await roleOf(tx, org.id, id);
    if (role.builtIn) throw builtInRefusal(role, 'it cannot be deleted');
    const members = await tx.members.ofOrg(org.id);
    const holders = members.filter((member) => member.roleId === id).length;
    if (holders > 0) {
      throw new Refusal('role_in_use', `Give its ${holders} holders another role first.`);
    }
    tx.remove('roles', id);
    record(tx, context, author, 'role.deleted', theRole(role));
  });
}

async function putRole(tx: Transaction, role: RoleRow): Promise<RoleRow> {
  const others = (await tx.roles.ofOrg(role.orgId)).filter(({ id }) => id !== role.id);
  if (others.some(({ name }) => isSameName(name, role.name))) {
    throw new Refusal('name_taken', `There is a role "${role.name}" already.`, {
      errors: [{ path: 'name', message: 'is the name of another role' }],
    });
  }
  const org = (await tx.orgs.byId(role.orgId)) as OrgRow;
  if (!role.builtIn) requireKnown(role.permissions, 'permissions', org);
  tx.put('roles', role);
  return role;
}

async function roleOf(reader: Reader, orgId: string, id: string): Promise<RoleRow> {
  const role = await reader.roles.byId(id);
  if (role?.orgId !== orgId) throw notFound('role');
  return role;
}

function builtInRefusal({ name }: RoleRow, what: string): Refusal {
  return new Refusal('role_built_in', `The role "${name}" is built in: ${what}.`);
}

/** Two names that people would take for one. */
function isSameName(a: string, b: string): boolean {
  return a.localeCompare(b, 'en', { sensitivity: 'accent' }) === 0;
}
