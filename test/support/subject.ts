/** A key with what is around it, as the store hands it to a check. */
import type { KeyRow, MemberRow, OrgRow, RoleRow } from '../../server/store/rows.ts';
import type { CheckSubject } from '../../server/store/store.ts';

export interface SubjectWish {
  key?: Partial<KeyRow>;
  owner?: Partial<MemberRow>;
  role?: Partial<RoleRow>;
  org?: Partial<OrgRow>;
}

/** A working key of a member with all scopes, unless told otherwise. */
export function subject({ key, owner, role, org }: SubjectWish = {}): CheckSubject {
  return {
    key: {
      id: 'key_1',
      orgId: 'org_1',
      ownerId: 'mem_1',
      name: 'Nightly report',
      prefix: 'kt_abcd',
      hash: '',
      scopes: ['*'],
      createdAt: 0,
      createdBy: 'mem_1',
      expiresAt: null,
      lastUsedAt: null,
      disabledBy: null,
      revokedAt: null,
      revokedBy: null,
      revokeReason: null,
      revokeNote: null,
      personal: false,
      approval: null,
      decidedBy: null,
      decidedAt: null,
      ...key,
    },
    owner: {
      id: 'mem_1',
      orgId: 'org_1',
      kind: 'person',
      userId: 'usr_1',
      name: 'Bob',
      email: 'bob@example.com',
      roleId: 'rol_1',
      active: true,
      createdAt: 0,
      ...owner,
    },
    role: {
      id: 'rol_1',
      orgId: 'org_1',
      name: 'member',
      permissions: ['*'],
      apiAccess: true,
      builtIn: 'member',
      ...role,
    },
    org: {
      id: 'org_1',
      name: 'Acme',
      apiAccess: true,
      policy: {
        maxKeyLifetimeDays: null,
        requireExpiry: false,
        maxActiveKeysPerMember: null,
        requireApproval: false,
        revokeUnusedAfterDays: null,
        requireSecondFactor: false,
      },
      catalogue: [],
      documentationUrl: null,
      createdAt: 0,
      ...org,
    },
  };
}
