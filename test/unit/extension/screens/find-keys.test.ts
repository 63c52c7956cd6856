import { describe, expect, it } from 'vitest';
import { findKeys } from '../../../../extension/screens/keys/find.ts';

const KEYS = [
  { name: 'Nightly report', prefix: 'kt_R4tQ' },
  { name: 'Café Zürich', prefix: 'kt_a9Zk' },
];

describe('findKeys', () => {
  it.each([
    ['', 2],
    ['NIGHT', 1],
    ['kt_a9', 1],
    [' report ', 1],
    ['cafe\u0301', 1],
    ['nothing', 0],
  ])('finds for "%s" %d', (typed, count) => {
    expect(findKeys(KEYS, typed)).toHaveLength(count);
  });
});
