import { beforeEach, describe, expect, it, vi } from 'vitest';

vi.mock('../../../extension/browser.ts', () => import('./support/fake-browser.ts'));

import { countReminders } from '../../../extension/background/keys/reminders.ts';
import { remindersOf } from '../../../extension/reminders.ts';
import { stored } from '../../../extension/stored.ts';
import { ADDRESS, aKey, aSession } from './support/builders.ts';
import { resetBrowser } from './support/fake-browser.ts';

const NOW = Date.parse('2026-11-21T09:00:00Z');
const DAY = 24 * 3_600_000;
const days = (count: number) => new Date(NOW + count * DAY).toISOString();
const whys = (over: Parameters<typeof aKey>[0]) =>
  remindersOf([aKey({ createdAt: days(-10), ...over })], NOW).map(({ why }) => why);

describe('a key deserves a look', () => {
  it.each([
    ['when it ends within seven days', { expiresAt: days(7) }, ['expiring']],
    ['not when it ends later', { expiresAt: days(7.1) }, []],
    ['not when it has ended', { status: 'expired' as const, expiresAt: days(-1) }, []],
    ['when it has not been used for 90 days', { lastUsedAt: days(-90) }, ['unused']],
    ['not when it was used since', { lastUsedAt: days(-89.9), createdAt: days(-400) }, []],
    ['when it was never used in 90 days', { createdAt: days(-90) }, ['unused']],
    ['not when it is new and unused', { createdAt: days(-89) }, []],
    ['once, when both are so', { createdAt: days(-90), expiresAt: days(1) }, ['expiring']],
    ['not when it does not work', { status: 'disabled' as const, createdAt: days(-90) }, []],
  ])('%s', (_, over, expected) => expect(whys(over)).toEqual(expected));

  it('in the order of what is most pressing', () => {
    const keys = [
      aKey({ id: 'u1', createdAt: days(-100) }),
      aKey({ id: 'e6', createdAt: days(-1), expiresAt: days(6) }),
      aKey({ id: 'u2', createdAt: days(-200) }),
      aKey({ id: 'e2', createdAt: days(-1), expiresAt: days(2) }),
    ];
    expect(remindersOf(keys, NOW).map(({ key }) => key.id)).toEqual(['e2', 'e6', 'u2', 'u1']);
  });
});

describe('how many', () => {
  beforeEach(resetBrowser);

  it('of the person who is signed in, by the last known list', async () => {
    const keys = [aKey({ createdAt: days(-100) }), aKey({ createdAt: days(-1) })];
    await stored.keyLists.write({
      [`${ADDRESS} usr_1 org_1 unrevoked`]: { keys, fetchedAt: 1 },
      [`${ADDRESS} usr_2 org_1 unrevoked`]: { keys: [...keys, ...keys], fetchedAt: 1 },
    });
    expect(await countReminders(NOW)).toBe(0);
    await stored.session.write(aSession());
    expect(await countReminders(NOW)).toBe(1);
  });
});
