/** Organisations and roles as the contract shows them. */
import type { Org } from '../../../shared/contract/orgs.ts';
import type { Role } from '../../../shared/contract/roles.ts';
import type { OrgRow, RoleRow } from '../../store/rows.ts';

export function orgView({ createdAt, catalogue: _, ...org }: OrgRow): Org {
  return { ...org, createdAt: new Date(createdAt).toISOString() };
}

export function roleView({ id, name, permissions, apiAccess, builtIn }: RoleRow): Role {
  return { id, name, permissions, apiAccess, builtIn: builtIn !== null };
}
