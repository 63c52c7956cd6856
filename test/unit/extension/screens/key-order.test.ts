import { describe, expect, it } from 'vitest';
import type { ListedKey } from '../../../../extension/messages/keys.ts';
import {
  type Sort,
  sectionsOf,
  sorted,
  statusesIn,
} from '../../../../extension/screens/keys/order.ts';
import { aKey } from '../support/builders.ts';

const listed = (over: Partial<ListedKey>): ListedKey => ({
  ...aKey(over),
  inThisBrowser: false,
  ...over,
});

const KEYS = [
  listed({ id: 'a', name: 'Zoo 10', createdAt: '2026-01-01T00:00:00.000Z' }),
  listed({
    id: 'b',
    name: 'Äpfel',
    createdAt: '2026-03-01T00:00:00.000Z',
    lastUsedAt: '2026-05-01T00:00:00.000Z',
    expiresAt: '2027-01-01T00:00:00.000Z',
  }),
  listed({
    id: 'c',
    name: 'Zoo 9',
    createdAt: '2026-02-01T00:00:00.000Z',
    lastUsedAt: '2026-06-01T00:00:00.000Z',
    expiresAt: '2026-12-01T00:00:00.000Z',
  }),
];

describe('the order of the list', () => {
  it.each<[Sort, string[]]>([
    ['newest', ['b', 'c', 'a']],
    ['name', ['b', 'c', 'a']],
    ['used', ['c', 'b', 'a']],
    ['expiry', ['c', 'b', 'a']],
  ])('by %s', (by, expected) => {
    expect(sorted(KEYS, by).map(({ id }) => id)).toEqual(expected);
  });

  it('leaves what it was given alone', () => {
    sorted(KEYS, 'newest');
    expect(KEYS.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('sections', () => {
  it('what is in this browser comes first; an empty one is none', () => {
    const [first, ...rest] = KEYS as [ListedKey, ...ListedKey[]];
    const here = { ...first, inThisBrowser: true };
    expect(sectionsOf([...rest, here]).map(({ id, keys }) => [id, keys.length])).toEqual([
      ['here', 1],
      ['elsewhere', 2],
    ]);
    expect(sectionsOf(rest).map(({ id }) => id)).toEqual(['elsewhere']);
    expect(sectionsOf([])).toEqual([]);
  });
});

it('offers the statuses that occur', () => {
  const keys = (['revoked', 'active', 'expired', 'active'] as const).map((status) => ({ status }));
  expect(statusesIn(keys)).toEqual(['active', 'expired', 'revoked']);
});
