import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ShardedMap } from '../../../server/sharded-map.ts';

const byKey = ([a]: [string, number], [b]: [string, number]) => (a < b ? -1 : 1);

// On both sides of the size at which it is split.
test.each([0, 4_090, 20_000])('with %i entries it is a map', (count) => {
  const step = fc.tuple(fc.constantFrom('set', 'delete'), fc.nat(count + 9), fc.string());
  fc.assert(
    fc.property(fc.array(step), (steps) => {
      const sharded = new ShardedMap<number>();
      const plain = new Map<string, number>();
      const set = (key: string, value: number) => {
        sharded.set(key, value);
        plain.set(key, value);
      };
      for (let i = 0; i < count; i++) set(`key_${i}`, i);
      for (const [what, number, text] of steps) {
        for (const key of [`key_${number}`, text]) {
          if (what === 'set') set(key, -number);
          else expect(sharded.delete(key)).toBe(plain.delete(key));
          expect(sharded.get(key)).toBe(plain.get(key));
          expect(sharded.has(key)).toBe(plain.has(key));
          expect(sharded.size).toBe(plain.size);
        }
      }
      const [left, right] = [sharded, plain].map((map) => [...map].sort(byKey));
      // In a tenth of the time that `toEqual` takes.
      expect(isDeepStrictEqual(left, right)).toBe(true);
    }),
    { numRuns: 10 },
  );
});
