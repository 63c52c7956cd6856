import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { writeAll } from './journal.ts';

/** Bytes: to make so much JSON takes well under a millisecond. */
const SLICE = 64 * 1024;
/** A character in UTF-8, at most. */
const BYTES_PER_UNIT = 3;

/**
 * Writes text to a file slice by slice, all from one buffer: what is made anew for every
 * slice is garbage that holds up others when it is collected.
 */
export class Slices {
  readonly #handle: FileHandle;
  #buffer = Buffer.allocUnsafeSlow(SLICE);
  #used = 0;
  #size: number;
  #crc = 0;

  constructor(handle: FileHandle, position = 0) {
    this.#handle = handle;
    this.#size = position;
  }

  /** Up to where the file is written, in bytes. */
  get size(): number {
    return this.#size;
  }

  /** Of all that was written. */
  get crc(): number {
    return this.#crc;
  }

  /** Whether to `add` it without a `flush`. */
  hasRoomFor(text: string): boolean {
    return this.#used + text.length * BYTES_PER_UNIT <= SLICE;
  }

  add(text: string): void {
    const atMost = this.#used + text.length * BYTES_PER_UNIT;
    if (atMost > this.#buffer.length) {
      const larger = Buffer.allocUnsafeSlow(atMost);
      this.#buffer.copy(larger, 0, 0, this.#used);
      this.#buffer = larger;
    }
    this.#used += this.#buffer.write(text, this.#used);
  }

  async flush(): Promise<void> {
    const slice = this.#buffer.subarray(0, this.#used);
    this.#crc = crc32(slice, this.#crc);
    await writeAll(this.#handle, slice, this.#size);
    this.#size += slice.length;
    this.#used = 0;
    if (this.#buffer.length > SLICE) this.#buffer = Buffer.allocUnsafeSlow(SLICE);
  }
}
