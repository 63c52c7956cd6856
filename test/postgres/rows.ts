/** One org with a role, a member and its key; everything may be said otherwise. */
import { randomUUID } from 'node:crypto';
import type { KeyRow, MemberRow, OrgRow, RoleRow } from '../../server/store/rows.ts';
import type { Store } from '../../server/store/store.ts';

export interface World {
  org: OrgRow;
  role: RoleRow;
  owner: MemberRow;
  key: KeyRow;
}

export function keyOf(owner: MemberRow, changes: Partial<KeyRow> = {}): KeyRow {
  return {
    id: `key_${randomUUID()}`,
    orgId: owner.orgId,
    ownerId: owner.id,
    name: 'Nightly report',
    prefix: 'kt_aB3d',
    hash: randomUUID(),
    scopes: ['tasks:read'],
    createdAt: 1_790_000_000_000,
    createdBy: owner.id,
    expiresAt: null,
    lastUsedAt: null,
    disabledBy: null,
    revokedAt: null,
    revokedBy: null,
    revokeReason: null,
    revokeNote: null,
    ...changes,
  };
}

export async function putWorld(store: Store): Promise<World> {
  const org: OrgRow = {
    id: `org_${randomUUID()}`,
    name: 'Harbour Lane',
    apiAccess: true,
    policy: {
      maxKeyLifetimeDays: null,
      requireExpiry: false,
      maxActiveKeysPerMember: null,
      requireApproval: false,
      revokeUnusedAfterDays: null,
    },
    catalogue: [{ scope: 'tasks:read', label: 'View tasks', group: 'Tasks', description: '' }],
    createdAt: 1_790_000_000_000,
  };
  const role: RoleRow = {
    id: `rol_${randomUUID()}`,
    orgId: org.id,
    name: 'member',
    permissions: ['*'],
    apiAccess: true,
    builtIn: 'member',
  };
  const owner: MemberRow = {
    id: `mem_${randomUUID()}`,
    orgId: org.id,
    kind: 'service',
    userId: null,
    name: 'Billing export',
    email: null,
    roleId: role.id,
    active: true,
    createdAt: 1_790_000_000_000,
  };
  const key = keyOf(owner);
  await store.transact(async (tx) => {
    tx.put('orgs', org);
    tx.put('roles', role);
    tx.put('members', owner);
    tx.put('keys', key);
  });
  return { org, role, owner, key };
}
