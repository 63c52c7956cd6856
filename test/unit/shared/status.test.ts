import { describe, expect, it } from 'vitest';
import {
  accessObstacle,
  KEY_STATUSES,
  type KeyFacts,
  keyStatus,
  STATUS_REASONS,
  type StatusNow,
  type Surroundings,
} from '../../../shared/status.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const TIMES = { never: null, long_ago: NOW - 1_000_000, just: NOW - 1, now: NOW, soon: NOW + 1 };
type Time = keyof typeof TIMES;
const PASSED: Time[] = ['long_ago', 'just', 'now'];
const EITHER = [true, false];
/** How far a key is: it needed no approval, or it is at that step of it. */
const STAGES = {
  unasked: { approval: null, hash: 'h' },
  requested: { approval: 'pending', hash: null },
  approved: { approval: 'approved', hash: null },
  denied: { approval: 'denied', hash: null },
  collected: { approval: 'approved', hash: 'h' },
} as const satisfies Record<string, Pick<KeyFacts, 'approval' | 'hash'>>;
type Stage = keyof typeof STAGES;

interface Case {
  revoked: Time;
  revokeReason: NonNullable<KeyFacts['revokeReason']>;
  expires: Time;
  disabledBy: KeyFacts['disabledBy'];
  stage: Stage;
  around: Surroundings;
}

function everyCase(): Case[] {
  const times = Object.keys(TIMES) as Time[];
  const arounds = EITHER.flatMap((memberActive) =>
    EITHER.flatMap((isAdmin) =>
      EITHER.flatMap((orgAccess) =>
        EITHER.map((roleAccess) => ({ memberActive, isAdmin, orgAccess, roleAccess })),
      ),
    ),
  );
  return times.flatMap((revoked) =>
    (['revoked', 'regenerated', 'grace', 'cleared', 'unused'] as const).flatMap((revokeReason) =>
      times.flatMap((expires) =>
        ([null, 'owner', 'admin'] as const).flatMap((disabledBy) =>
          (Object.keys(STAGES) as Stage[]).flatMap((stage) =>
            arounds.map((around) => ({
              revoked,
              revokeReason,
              expires,
              disabledBy,
              stage,
              around,
            })),
          ),
        ),
      ),
    ),
  );
}

/**
 * PRODUCT.md's table as rows: the first whose condition holds. Written without the code.
 * A key that waits can be withdrawn (`revoked`) and its expiry can pass (`expired`), so
 * those two go before `pending`; a denied one stays denied when its expiry passes.
 */
const ORACLE: [holds: (c: Case) => boolean, answer: (c: Case) => StatusNow][] = [
  [
    // Only a regeneration has a grace; anything else is for good, whatever the clock says later.
    (c) => PASSED.includes(c.revoked) || (c.revoked === 'soon' && c.revokeReason !== 'grace'),
    ({ revokeReason }) => ({
      status: 'revoked',
      reason: revokeReason === 'grace' ? 'regenerated' : revokeReason,
    }),
  ],
  [(c) => c.stage === 'denied', () => ({ status: 'denied', reason: 'denied' })],
  [(c) => PASSED.includes(c.expires), () => ({ status: 'expired', reason: 'expired' })],
  [(c) => c.stage === 'requested', () => ({ status: 'pending', reason: 'awaiting_approval' })],
  [(c) => c.stage === 'approved', () => ({ status: 'pending', reason: 'awaiting_collection' })],
  [
    (c) => c.disabledBy === 'admin',
    () => ({ status: 'disabled', reason: 'disabled_by_admin' }) as const,
  ],
  [
    (c) => c.disabledBy === 'owner',
    () => ({ status: 'disabled', reason: 'disabled_by_owner' }) as const,
  ],
  [(c) => !c.around.memberActive, () => ({ status: 'suspended', reason: 'member_inactive' })],
  [(c) => c.around.isAdmin, () => ({ status: 'active', reason: null })],
  [(c) => !c.around.orgAccess, () => ({ status: 'suspended', reason: 'org_access_off' })],
  [(c) => !c.around.roleAccess, () => ({ status: 'suspended', reason: 'role_access_off' })],
  [() => true, () => ({ status: 'active', reason: null })],
];

function facts(c: Case): KeyFacts {
  return {
    revokedAt: TIMES[c.revoked],
    revokeReason: c.revoked === 'never' ? null : c.revokeReason,
    expiresAt: TIMES[c.expires],
    disabledBy: c.disabledBy,
    ...STAGES[c.stage],
  };
}

describe('status', () => {
  const cases = everyCase();

  it('is the first of the table that applies, in every combination', () => {
    const wrong = cases.filter((c) => {
      const now = keyStatus(facts(c), c.around, NOW);
      const row = ORACLE.find(([holds]) => holds(c));
      const expected = row?.[1](c);
      return now.status !== expected?.status || now.reason !== expected.reason;
    });
    expect(wrong).toEqual([]);
    expect(cases).toHaveLength(5 * 5 * 5 * 3 * 5 * 16);
  });

  it('every status and every reason is among them', () => {
    const seen = cases.map((c) => keyStatus(facts(c), c.around, NOW));
    expect(new Set(seen.map((one) => one.status))).toEqual(new Set(KEY_STATUSES));
    expect(new Set(seen.map((one) => one.reason))).toEqual(new Set([...STATUS_REASONS, null]));
  });
});

const WORKING: KeyFacts = {
  revokedAt: null,
  revokeReason: null,
  expiresAt: null,
  disabledBy: null,
  approval: null,
  hash: 'h',
};
const OPEN: Surroundings = {
  memberActive: true,
  isAdmin: false,
  orgAccess: true,
  roleAccess: true,
};

describe('the boundary', () => {
  it.each([
    [NOW - 1, 'active'],
    [NOW, 'expired'],
    [NOW + 1, 'expired'],
  ])('an expiry at its own millisecond, asked at %i', (asked, status) => {
    expect(keyStatus({ ...WORKING, expiresAt: NOW }, OPEN, asked).status).toBe(status);
  });

  it.each([
    [NOW - 1, 'active', null],
    [NOW, 'revoked', 'regenerated'],
    [NOW + 1, 'revoked', 'regenerated'],
  ])('a grace that ends, asked at %i', (asked, status, reason) => {
    const inGrace = { ...WORKING, revokedAt: NOW, revokeReason: 'grace' as const };
    expect(keyStatus(inGrace, OPEN, asked)).toEqual({ status, reason });
  });

  it('an expiry within the grace comes first', () => {
    const key = {
      ...WORKING,
      expiresAt: NOW,
      revokedAt: NOW + 10,
      revokeReason: 'grace' as const,
    };
    expect(keyStatus(key, OPEN, NOW).status).toBe('expired');
    expect(keyStatus(key, OPEN, NOW + 10).status).toBe('revoked');
  });

  it('a revoked key without a stored reason says revoked', () => {
    const key = { ...WORKING, revokedAt: NOW };
    expect(keyStatus(key, OPEN, NOW)).toEqual({ status: 'revoked', reason: 'revoked' });
  });
});

it('an admin is held up by nothing but being deactivated', () => {
  const shut = { isAdmin: true, orgAccess: false, roleAccess: false };
  expect(accessObstacle({ ...shut, memberActive: true })).toBe(null);
  expect(accessObstacle({ ...shut, memberActive: false })).toBe('member_inactive');
});
