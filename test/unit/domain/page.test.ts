import { expect, test } from 'vitest';
import { decodeCursor, encodeCursor, type PageQuery, pageOf } from '../../../server/domain/page.ts';
import { Refusal } from '../../../server/domain/refusal.ts';

const row = (at: number, id: string) => ({ at, id });
const ROWS = [row(3, 'd'), row(1, 'a'), row(2, 'c'), row(2, 'b')];

const page = (rows: typeof ROWS, query: PageQuery, order: 'oldest first' | 'newest first') => {
  const { items, nextCursor } = pageOf(rows, query, order, (one) => one);
  return { ids: items.map(({ id }) => id).join(''), nextCursor };
};

test('rows come in order, whatever theirs was, ties by id', () => {
  expect(page(ROWS, { limit: 9 }, 'oldest first')).toEqual({ ids: 'abcd', nextCursor: null });
  expect(page(ROWS, { limit: 9 }, 'newest first')).toEqual({ ids: 'dcba', nextCursor: null });
});

test('a full last page has no next one', () => {
  expect(page(ROWS, { limit: 4 }, 'oldest first').nextCursor).toBeNull();
});

test('no row is skipped or repeated when the last one shown is gone', () => {
  const first = page(ROWS, { limit: 2 }, 'oldest first');
  const left = ROWS.filter(({ id }) => id !== 'b');
  const second = page(left, { limit: 2, cursor: first.nextCursor ?? '' }, 'oldest first');
  expect(first.ids + second.ids).toBe('abcd');
});

test('a cursor reads back as the position it was made of', () => {
  const position = row(1_764_000_000_000, 'mem_-_Z');
  expect(decodeCursor(encodeCursor(position))).toEqual(position);
});

const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

test.each([
  '',
  'noise',
  '%%%',
  encoded(null),
  encoded({ at: 1, id: 'a' }),
  encoded([1]),
  encoded(['1', 'a']),
  encoded([1, 2]),
  encoded([1, 'a', 'b']),
  encoded([null, 'a']),
])('%j is no cursor', (cursor) => {
  expect(() => decodeCursor(cursor)).toThrow(Refusal);
});
