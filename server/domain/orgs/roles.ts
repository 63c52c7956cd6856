import type { RoleRow } from '../../store/rows.ts';
import type { Context } from '../context.ts';
import { type Page, type PageQuery, pageOf } from '../page.ts';

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
