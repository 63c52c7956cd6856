import type { Role } from '../../../shared/contract/roles.ts';
import type { AdminMessages, RoleEffect } from '../../messages/admin.ts';
import { refusal } from '../failed.ts';
import { ask, every, oneParams, orgParams, PAGE_SIZE, pageQuery, tellSession } from './in-org.ts';
import { membersPage } from './members.ts';

export async function listRoles(): Promise<{ items: Role[] }> {
  const params = await orgParams();
  const items: Role[] = [];
  const read = (cursor: string | null) => ask('listRoles', { params, query: pageQuery(cursor) });
  for await (const role of every(read)) items.push(role);
  return { items };
}

/** Counts the keys that depend on the role's switch: by the holders, as the server has them now. */
export async function roleEffect(id: string): Promise<RoleEffect> {
  const params = await orgParams();
  const [org, { items }] = await Promise.all([ask('getOrg', { params }), listRoles()]);
  const role = items.find((one) => one.id === id);
  if (!role) throw refusal('not_found', 'There is no such role', 'It may have been deleted.');

  const holders = new Set<string>();
  for await (const member of every(membersPage)) {
    if (member.role.id === id) holders.add(member.id);
  }
  const owners = new Set<string>();
  let keys = 0;
  const status = role.apiAccess ? ('active' as const) : ('suspended' as const);
  const read = (cursor: string | null) =>
    ask('listKeys', {
      params,
      query: { limit: PAGE_SIZE, ...(cursor !== null && { cursor }), owner: 'all', status },
    });
  for await (const key of every(read)) {
    const counts = role.apiAccess || key.statusReason === 'role_access_off';
    if (!counts || !holders.has(key.ownerId)) continue;
    keys++;
    owners.add(key.ownerId);
  }
  return { role, orgAccess: org.apiAccess, keys, members: owners.size };
}

export async function createRole(wanted: AdminMessages['roles.create'][0]): Promise<Role> {
  return ask('createRole', { params: await orgParams(), body: wanted });
}

export async function changeRole({ id, change }: AdminMessages['roles.change'][0]): Promise<Role> {
  const role = await ask('updateRole', { params: await oneParams(id), body: change });
  await tellSession();
  return role;
}

export async function deleteRole(id: string): Promise<void> {
  await ask('deleteRole', { params: await oneParams(id) });
}
