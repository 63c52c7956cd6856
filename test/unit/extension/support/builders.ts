import { randomBytes } from 'node:crypto';
import type { Account } from '../../../../extension/messages/session.ts';
import type { TabUse } from '../../../../extension/messages/tabs.ts';
import type { Session } from '../../../../extension/stored.ts';
import type { Key } from '../../../../shared/contract/keys.ts';
import type { Me } from '../../../../shared/contract/people.ts';
import { createSecret } from '../../../../shared/key-format.ts';

export const ADDRESS = 'http://127.0.0.1:4777';
export const SERVER_INFO = {
  name: 'Keyturn' as const,
  version: '0.1.0',
  apiVersion: 1,
  setupRequired: false,
  signInMethods: ['password'],
};

export const aSecret = () => createSecret('kt_', randomBytes);

export function aKey(over: Partial<Key> = {}): Key {
  return {
    id: 'key_1',
    orgId: 'org_1',
    ownerId: 'mem_org_1',
    ownerName: 'Ann',
    name: 'Nightly report',
    prefix: 'kt_abcd',
    scopes: ['tasks:read'],
    effectiveScopes: ['tasks:read'],
    status: 'active',
    statusReason: null,
    createdAt: '2026-11-01T00:00:00.000Z',
    createdBy: 'mem_1',
    expiresAt: null,
    lastUsedAt: null,
    revokedAt: null,
    revokedBy: null,
    personal: false,
    note: null,
    decidedAt: null,
    decidedBy: null,
    ...over,
  };
}

export function aTabUse(over: Partial<TabUse> = {}): TabUse {
  return {
    tabId: 7,
    keyId: 'key_1',
    keyName: 'Nightly report',
    pageOrigin: 'https://docs.example.com',
    apiOrigins: ['https://api.example.com'],
    header: { kind: 'bearer' },
    since: 1,
    ...over,
  };
}

export function aMembership(orgId: string, role = 'member'): Me['memberships'][number] {
  return {
    memberId: `mem_${orgId}`,
    org: { id: orgId, name: orgId },
    role: { id: `rol_${role}`, name: role, permissions: ['*'], apiAccess: true, builtIn: true },
    permissions: ['*'],
    apiAccess: { allowed: true, reason: 'allowed' },
    secondFactorMissing: false,
  };
}

export function anAccount(over: Partial<Account> = {}): Account {
  const current = aMembership('org_1');
  return {
    user: { id: 'usr_1', name: 'Ann', email: 'ann@example.com' },
    current,
    memberships: [{ memberId: current.memberId, org: current.org, role: current.role }],
    isAdmin: false,
    ...over,
  };
}

export function aSession(over: Partial<Session> = {}): Session {
  return {
    address: ADDRESS,
    token: 'kts_token',
    expiresAt: Date.now() + 3_600_000,
    account: anAccount(),
    ...over,
  };
}
