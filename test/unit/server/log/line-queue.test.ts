import { expect, test } from 'vitest';
import { LineQueue } from '../../../../server/log/line-queue.ts';

const ALL = 1_000_000;

function queue(lines: number, bytes = ALL) {
  const said: (string | number)[] = [];
  const made = new LineQueue(
    { lines, bytes },
    {
      onFull: () => said.push('full'),
      onRoom: (dropped) => said.push(dropped),
      onGivenUp: (lines) => said.push(`${lines} given up`),
    },
  );
  const add = (...some: (string | number)[]) => {
    for (const line of some) made.add(String(line));
  };
  return { queue: made, said, add };
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => String(from + index));

test('lines leave in their order, in pieces of about the size asked for', () => {
  const { queue: lines, add } = queue(10);
  add('one', 'two', 'three');
  expect(lines.take(4)).toEqual(['one', 'two']);
  add('four');
  expect(lines.size).toBe(4);
  lines.left(0);
  expect(lines.take(ALL)).toEqual(['three', 'four']);
  lines.left(0);
  expect(lines.take(ALL)).toEqual([]);
  expect(lines.size).toBe(0);
});

test('one that is longer than a piece leaves alone', () => {
  const { queue: lines, add } = queue(10);
  add('longer than that', 'short');
  expect(lines.take(1)).toEqual(['longer than that']);
});

test('beyond the bound new ones are dropped, which is told once at each end', () => {
  const { queue: lines, said, add } = queue(4);
  add(...numbers(1, 7));
  expect(said).toEqual(['full']);
  expect(lines.dropped).toBe(3);
  expect(lines.take(1)).toEqual(['1']);
  lines.left(0);
  // Three of four: not yet room enough.
  add('8');
  expect(said).toEqual(['full']);
  expect(lines.take(1)).toEqual(['2']);
  lines.left(0);
  expect(said).toEqual(['full', 4]);
  expect(lines.dropped).toBe(0);
  add('9');
  expect(lines.take(ALL)).toEqual(['3', '4', '9']);
});

test('the bound is one of bytes, too', () => {
  const { queue: lines, said, add } = queue(100, 10);
  add('ä'.repeat(4), 'ab', 'c');
  expect(said).toEqual(['full']);
  expect(lines.take(ALL)).toEqual(['ääää', 'ab']);
  lines.left(0);
  expect(said).toEqual(['full', 1]);
  add('0123456789', 'x');
  expect(said).toEqual(['full', 1, 'full']);
});

test('what was on its way when the connection broke goes first on the next one', () => {
  const { queue: lines, add } = queue(10);
  add('one', 'two');
  lines.take(1);
  add('three');
  lines.comeBack(0);
  expect(lines.take(ALL)).toEqual(['one', 'two', 'three']);
});

test('what had left within five seconds goes once more, and nothing older', () => {
  const { queue: lines, add } = queue(10);
  for (const [line, at] of [
    ['old', 1_000],
    ['young', 1_001],
    ['youngest', 4_000],
  ] as const) {
    add(line);
    lines.take(ALL);
    lines.left(at);
  }
  add('new');
  lines.comeBack(6_001);
  expect(lines.take(ALL)).toEqual(['young', 'youngest', 'new']);
  lines.left(6_001);
  lines.comeBack(60_000);
  expect(lines.take(ALL)).toEqual([]);
});

test('no more than the last thousand of them', () => {
  const { queue: lines, add } = queue(10_000);
  add(...numbers(1, 2_500));
  lines.take(ALL);
  lines.left(0);
  lines.comeBack(0);
  expect(lines.take(ALL)).toEqual(numbers(1_501, 2_500));
});

test('a line over which every connection breaks holds up the others for five of them', () => {
  const { queue: lines, said, add } = queue(10);
  add('poison', 'other');
  for (let connection = 1; connection <= 5; connection++) {
    expect(said).toEqual([]);
    // Now it had left, now it was still on its way.
    expect(lines.take(1)).toEqual(['poison']);
    if (connection % 2 === 0) lines.left(connection);
    lines.comeBack(connection);
  }
  expect(said).toEqual(['1 given up']);
  expect(lines.take(ALL)).toEqual(['other']);
  expect(lines.size).toBe(1);
});

test('those that come back beyond the bound are kept; new ones are dropped', () => {
  const { queue: lines, said, add } = queue(3);
  add(...numbers(1, 3));
  lines.take(ALL);
  lines.left(0);
  add(...numbers(4, 6));
  lines.comeBack(0);
  add('7');
  expect(said).toEqual(['full']);
  expect(lines.take(ALL)).toEqual(numbers(1, 6));
});
