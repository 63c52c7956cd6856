import { describe, expect, it } from 'vitest';
import { effectiveScopes, holds } from '../../../server/domain/keys/standing.ts';
import { subject } from '../../support/subject.ts';

const VERIFY = 'keyturn.keys:verify';
const ROLES = {
  admin: ['*', VERIFY],
  member: ['*'],
  'read-only': ['*:read'],
  tasks: ['tasks:read', 'tasks:update', 'notes:*'],
  nothing: [],
};

const pair = (scopes: string[], permissions: string[]) =>
  subject({ key: { scopes }, role: { permissions } });

describe('effective scopes', () => {
  it.each<[scopes: string[], role: keyof typeof ROLES, effective: string[]]>([
    [['*'], 'admin', ['*']],
    [['*'], 'member', ['*']],
    [['*'], 'read-only', ['*:read']],
    [['*'], 'tasks', ['notes:*', 'tasks:read', 'tasks:update']],
    [['*'], 'nothing', []],
    [['tasks:*'], 'read-only', ['tasks:read']],
    [['tasks:*'], 'tasks', ['tasks:read', 'tasks:update']],
    [['*:read'], 'tasks', ['notes:read', 'tasks:read']],
    [['tasks:read', 'tasks:delete'], 'read-only', ['tasks:read']],
    [['tasks:delete'], 'read-only', []],
    [[VERIFY], 'admin', [VERIFY]],
    [[VERIFY], 'member', []],
    [['*', VERIFY], 'admin', ['*', VERIFY]],
  ])('%j with the role %s', (scopes, role, effective) => {
    expect(effectiveScopes(pair(scopes, ROLES[role]))).toEqual(effective);
  });

  it('follow a role that changes, and the change back', () => {
    const { key, role } = pair(['*'], ROLES.member);
    const demoted = { ...role, permissions: ROLES['read-only'] };
    expect(effectiveScopes({ key, role })).toEqual(['*']);
    expect(effectiveScopes({ key, role: demoted })).toEqual(['*:read']);
    expect(effectiveScopes({ key, role })).toEqual(['*']);
  });

  it('cannot be changed by whoever reads them', () => {
    expect(Object.isFrozen(effectiveScopes(pair(['*'], ['*'])))).toBe(true);
  });
});

it.each<[scopes: string[], role: keyof typeof ROLES, scope: string, held: boolean]>([
  [['tasks:*'], 'read-only', 'tasks:read', true],
  [['tasks:*'], 'read-only', 'tasks:delete', false],
  [['tasks:read'], 'member', 'tasks:delete', false],
  [['*'], 'admin', VERIFY, false],
  [[VERIFY], 'member', VERIFY, false],
  [[VERIFY], 'admin', VERIFY, true],
])('of %j with the role %s, holding %s is %s', (scopes, role, scope, held) => {
  expect(holds(pair(scopes, ROLES[role]), scope)).toBe(held);
});
