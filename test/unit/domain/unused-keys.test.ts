import { expect, test } from 'vitest';
import { isUnused } from '../../../server/domain/keys/unused.ts';
import type { KeyRow } from '../../../server/store/rows.ts';
import { subject } from '../../support/subject.ts';

const DAY = 24 * 3_600_000;
const NOW = 1_790_000_000_000;
const ago = (days: number) => NOW - days * DAY;

test.each<[string, Partial<KeyRow>, number | null, boolean]>([
  ['made just long enough ago', { createdAt: ago(30) }, null, true],
  ['made a moment too late', { createdAt: ago(30) + 1 }, null, false],
  ['used just long enough ago', { createdAt: ago(300) }, ago(30), true],
  ['used a moment too late', { createdAt: ago(300) }, ago(30) + 1, false],
  ['made after a use that a clock set wrong has noted', { createdAt: ago(1) }, ago(40), false],
  ['used in the future, by a clock set wrong', { createdAt: ago(300) }, ago(-30), false],
  ['made in the future, by a clock set wrong', { createdAt: ago(-30) }, null, false],
  ['deactivated', { createdAt: ago(30), disabledBy: 'owner' }, null, true],
  ['revoked', { createdAt: ago(30), revokedAt: ago(1), revokeReason: 'cleared' }, null, false],
  ['in its grace', { createdAt: ago(30), revokedAt: ago(-1) }, null, false],
  ['expired', { createdAt: ago(30), expiresAt: NOW }, null, false],
  ['about to expire', { createdAt: ago(30), expiresAt: NOW + 1 }, null, true],
  ['without a secret', { createdAt: ago(30), approval: 'approved', hash: null }, null, false],
])('a key %s', (_, wish, lastUsedAt, answer) => {
  expect(isUnused(subject({ key: wish }).key, lastUsedAt, 30, NOW)).toBe(answer);
});
