/** What the HTTP tests cannot see of a change: the whole row, and rows that stay the same. */
import { describe, expect, it } from 'vitest';
import { disabled, enabled, regenerated, revoked } from '../../../server/domain/keys/changes.ts';
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
    old: { ...key, revokedAt: 1_060, revokedBy: 'mem_2', revokeReason: 'regenerated' },
    successor: { ...key, ...next, createdAt: NOW, createdBy: 'mem_2', lastUsedAt: null },
  });
});
