import { expect, test, vi } from 'vitest';
import { createRandomBytes } from '../../../server/random-bytes.ts';

/** Counts up, so that what is given can be told apart. */
function counting() {
  let next = 0;
  return vi.fn((size: number) => {
    const bytes = new Uint8Array(new Uint32Array(size / 4).map(() => next++).buffer);
    return bytes;
  });
}

const numbers = (bytes: Uint8Array) => [...new Uint32Array(bytes.slice().buffer)];

test('each byte is given once, in many drawings too', () => {
  const draw = counting();
  const randomBytes = createRandomBytes(draw);
  const given = Array.from({ length: 500 }, () => numbers(randomBytes(36))).flat();
  expect(given).toHaveLength(500 * 9);
  expect(new Set(given).size).toBe(given.length);
  expect(draw.mock.calls.length).toBeLessThan(10);
});

test('what is given is the taker’s own', () => {
  const randomBytes = createRandomBytes(counting());
  const first = randomBytes(8);
  const before = numbers(first);
  randomBytes(8).fill(7);
  expect(numbers(first)).toEqual(before);
  first.fill(9);
  expect(numbers(randomBytes(8))).toEqual([4, 5]);
});

test('what was given is not kept', () => {
  let pool = new Uint8Array();
  const randomBytes = createRandomBytes((size) => {
    pool = new Uint8Array(size).fill(1);
    return pool;
  });
  randomBytes(40);
  expect([...pool.subarray(0, 41)]).toEqual([...new Array(40).fill(0), 1]);
});

test('as many as are asked for, from none to very many, and no two the same', () => {
  const randomBytes = createRandomBytes();
  for (const size of [0, 1, 4095, 4096, 4097, 100_000])
    expect(randomBytes(size)).toHaveLength(size);
  expect(randomBytes(32)).not.toEqual(randomBytes(32));
});
