import { describe, expect, it } from 'vitest';
import { decide } from '../../../server/check/decide.ts';
import type { CheckCode } from '../../../shared/contract/check.ts';
import { type SubjectWish, subject } from '../../support/subject.ts';

const NOW = 1_000;
const VERIFY = 'keyturn.keys:verify';

/** What may be wrong with a key, the first to be told first. */
const FAULTS: [code: CheckCode, fault: SubjectWish][] = [
  ['revoked', { key: { revokedAt: NOW, revokeReason: 'cleared' } }],
  ['expired', { key: { expiresAt: NOW } }],
  ['pending', { key: { approval: 'pending', hash: null } }],
  ['disabled', { key: { disabledBy: 'owner' } }],
  ['member_inactive', { owner: { active: false } }],
  ['api_access_off', { org: { apiAccess: false } }],
  ['api_access_off', { role: { apiAccess: false } }],
  ['insufficient_scope', { role: { permissions: ['*:read'] } }],
];

function together(faults: SubjectWish[]): SubjectWish {
  const all: SubjectWish = {};
  for (const { key, owner, role, org } of faults) {
    all.key = { ...all.key, ...key };
    all.owner = { ...all.owner, ...owner };
    all.role = { ...all.role, ...role };
    all.org = { ...all.org, ...org };
  }
  return all;
}

describe('the code', () => {
  it('is valid where nothing is wrong', () => {
    const decision = { valid: true, code: 'valid', missing: [] };
    expect(decide(subject(), [], NOW)).toEqual(decision);
    expect(decide(subject(), ['tasks:delete'], NOW)).toEqual(decision);
  });

  it('is not_found without a key', () => {
    expect(decide(undefined, [], NOW)).toEqual({ valid: false, code: 'not_found', missing: [] });
  });

  it('is the first fault of all there are, in every combination', () => {
    const told = Array.from({ length: 2 ** FAULTS.length - 1 }, (_, n) => {
      const present = FAULTS.filter((_fault, at) => (n + 1) & (1 << at));
      const wish = together(present.map(([, fault]) => fault));
      const { valid, code } = decide(subject(wish), ['tasks:delete'], NOW);
      return { valid, code, expected: present[0]?.[0] };
    });
    expect(told.filter(({ valid, code, expected }) => valid || code !== expected)).toEqual([]);
  });

  it('is for good of a denied key', () => {
    const denied = subject({ key: { approval: 'denied', hash: null } });
    expect(decide(denied, [], NOW)).toEqual({ valid: false, code: 'revoked', missing: [] });
  });

  it('forgives an admin what the switches forbid', () => {
    const shut = {
      org: { apiAccess: false },
      role: { apiAccess: false, builtIn: 'admin' as const },
    };
    expect(decide(subject(shut), [], NOW).valid).toBe(true);
  });
});

describe('scopes', () => {
  it.each<[key: string[], role: string[], asked: string[], missing: string[]]>([
    [['*'], ['*:read'], ['tasks:read'], []],
    [
      ['tasks:*'],
      ['*:read'],
      ['tasks:read', 'tasks:delete', 'notes:read'],
      ['tasks:delete', 'notes:read'],
    ],
    [['tasks:read'], ['*'], ['tasks:delete'], ['tasks:delete']],
    [['tasks:read'], [], ['tasks:read'], ['tasks:read']],
    [['*'], ['*', VERIFY], [VERIFY], [VERIFY]],
    [['*', VERIFY], ['*'], [VERIFY], [VERIFY]],
    [[VERIFY], [VERIFY], [VERIFY], []],
  ])('key %j, role %j, asked %j: lacks %j', (scopes, permissions, asked, missing) => {
    const decision = decide(subject({ key: { scopes }, role: { permissions } }), asked, NOW);
    expect(decision.missing).toEqual(missing);
    expect(decision.code).toBe(missing.length > 0 ? 'insufficient_scope' : 'valid');
  });

  it('are not told of a key that does not work anyway', () => {
    const disabled = subject({ key: { disabledBy: 'admin', scopes: ['tasks:read'] } });
    expect(decide(disabled, ['tasks:delete'], NOW).missing).toEqual([]);
  });
});
