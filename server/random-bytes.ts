import { randomBytes } from 'node:crypto';
import type { RandomBytes } from '../shared/key-format.ts';

const POOL = 4096;

/**
 * Bytes as secure as `node:crypto`'s, drawn many at a time: it takes longer over a call
 * than over the bytes. None is given twice, and none that was given is kept.
 */
export function createRandomBytes(draw: RandomBytes = randomBytes): RandomBytes {
  let pool: Uint8Array = new Uint8Array();
  return (size) => {
    if (size > POOL) return draw(size);
    if (size > pool.length) pool = draw(POOL);
    // Not by `slice`, which on a Buffer shares the memory.
    const bytes = Uint8Array.from(pool.subarray(0, size));
    pool.fill(0, 0, size);
    pool = pool.subarray(size);
    return bytes;
  };
}
