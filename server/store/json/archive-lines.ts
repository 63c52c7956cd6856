/** The lines of an archive, block by block, so that it is never whole in memory. */
import type { FileHandle } from 'node:fs/promises';
import { Damage } from './replay.ts';

const BLOCK = 64 * 1024;
const NEWLINE = 10;

export interface Line {
  text: string;
  /** Where it begins and where the next one does, in bytes. */
  start: number;
  end: number;
}

/** From `start`, where a line begins, up to `size`, where one ends. */
export async function* linesFrom(
  handle: FileHandle,
  start: number,
  size: number,
): AsyncGenerator<Line> {
  let at = start;
  let bytes = Buffer.alloc(0);
  while (at + bytes.length < size) {
    const next = at + bytes.length;
    bytes = Buffer.concat([bytes, await read(handle, next, Math.min(BLOCK, size - next))]);
    let from = 0;
    for (;;) {
      const newline = bytes.indexOf(NEWLINE, from);
      if (newline === -1) break;
      yield {
        text: bytes.toString('utf8', from, newline),
        start: at + from,
        end: at + newline + 1,
      };
      from = newline + 1;
    }
    at += from;
    bytes = bytes.subarray(from);
  }
  if (bytes.length > 0) throw new Damage(`has no end of line before byte ${size}`);
}

/** Those before `end`, where a line ends; the last one first. */
export async function* linesBefore(handle: FileHandle, end: number): AsyncGenerator<Line> {
  let at = end;
  let bytes = Buffer.alloc(0);
  while (at > 0) {
    const length = Math.min(BLOCK, at);
    at -= length;
    bytes = Buffer.concat([await read(handle, at, length), bytes]);
    let stop = bytes.length;
    if (bytes[stop - 1] !== NEWLINE) {
      throw new Damage(`has no end of line before byte ${at + stop}`);
    }
    while (stop > 0) {
      const newline = stop > 1 ? bytes.lastIndexOf(NEWLINE, stop - 2) : -1;
      if (newline === -1 && at > 0) break;
      const start = newline + 1;
      yield { text: bytes.toString('utf8', start, stop - 1), start: at + start, end: at + stop };
      stop = start;
    }
    bytes = bytes.subarray(0, stop);
  }
}

async function read(handle: FileHandle, start: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let done = 0;
  while (done < length) {
    const { bytesRead } = await handle.read(bytes, done, length - done, start + done);
    if (bytesRead === 0) throw new Damage(`ends at byte ${start + done}, too early`);
    done += bytesRead;
  }
  return bytes;
}
