/** What the HTTP tests cannot see of a change: the whole row, and rows that stay the same. */
import { describe, expect, it } from 'vitest';
import {
  collected,
  decided,
  disabled,
  enabled,
  regenerated,
  revoked,
  revokedAsUnused,
} from '../../../server/domain/keys/changes.ts';
import type { KeyRow } from '../../../server/store/rows.ts';
import { subject } from '../../support/subject.ts';

const NOW = 1_000;
const OWNER = { isOwner: true, isAdmin: false };
const ADMIN = { isOwner: false, isAdmin: true };

const keyWith = (wish: Partial<KeyRow>): KeyRow => subject({ key: wish }).key;

describe('a change that changes nothing gives the very same row', () => {
  it.each<[string, Partial<KeyRow>, (key: KeyRow) => unknown]>([
    ['disabled by its owner again', { disabledBy: 'owner' }, (key) => disabled(key, OWNER, NOW)],
    [
      "disabled by its owner after an admin's",
      { disabledBy: 'admin' },
      (key) => disabled(key, OWNER, NOW),
    ],
    ['disabled by an admin again', { disabledBy: 'admin' }, (key) => disabled(key, ADMIN, NOW)],
    ['enabled while it is', {}, (key) => enabled(key, OWNER, NOW)],
    [
      'revoked again',
      { revokedAt: NOW, revokedBy: 'mem_2', revokeReason: 'cleared', revokeNote: 'lost' },
      (key) => ({ row: revoked(key, 'mem_3', 'other', NOW) }),
    ],
  ])('%s', (_, wish, change) => {
    const key = keyWith(wish);
    expect((change(key) as { row: KeyRow }).row).toBe(key);
  });
});

it('a revocation keeps who, when and why', () => {
  const key = keyWith({ expiresAt: 5_000, lastUsedAt: 900 });
  expect(revoked(key, 'mem_2', 'Was in a public repository', NOW)).toEqual({
    ...key,
    revokedAt: NOW,
    revokedBy: 'mem_2',
    revokeReason: 'revoked',
    revokeNote: 'Was in a public repository',
  });
});

it('a successor starts unused, with the life that the old key had left', () => {
  const key = keyWith({
    scopes: ['tasks:read'],
    createdAt: 10,
    lastUsedAt: 900,
    expiresAt: 5_000,
    disabledBy: 'owner',
  });
  const next = { id: 'key_2', prefix: 'kt_next', hash: 'next' };
  const by = { ...ADMIN, memberId: 'mem_2' };
  expect(regenerated(key, by, next, 60, NOW)).toEqual({
    old: { ...key, revokedAt: 1_060, revokedBy: 'mem_2', revokeReason: 'grace' },
    successor: { ...key, ...next, createdAt: NOW, createdBy: 'mem_2', lastUsedAt: null },
  });
});

it('an approval and a denial keep who and when, a denial why', () => {
  const key = keyWith({ approval: 'pending', hash: null, prefix: 'kt_' });
  const by = { decidedBy: 'mem_2', decidedAt: NOW };
  expect(decided(key, 'approved', 'mem_2', null, NOW)).toEqual({
    row: { ...key, ...by, approval: 'approved' },
  });
  expect(decided(key, 'denied', 'mem_2', 'Why?', NOW)).toEqual({
    row: { ...key, ...by, approval: 'denied', revokeNote: 'Why?' },
  });
});

it('a collected key is the approved one with a secret, as old as that', () => {
  const key = keyWith({ approval: 'approved', hash: null, prefix: 'kt_', expiresAt: 5_000 });
  const next = { prefix: 'kt_next', hash: 'next' };
  expect(collected(key, next, NOW)).toEqual({ row: { ...key, ...next, createdAt: NOW } });
});

it('what is revoked as unused is revoked by nobody', () => {
  const key = keyWith({ lastUsedAt: 900 });
  expect(revokedAsUnused(key, NOW)).toEqual({
    ...key,
    revokedAt: NOW,
    revokedBy: null,
    revokeReason: 'unused',
  });
});
