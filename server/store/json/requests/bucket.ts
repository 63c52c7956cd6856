import { createReadStream } from 'node:fs';
import { rename, rm, truncate } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Keep } from '../../requests.ts';
import type { Folder } from '../folder.ts';
import { writeAll } from '../journal.ts';
import { type Kept, Sieve } from './sieve.ts';

const BUCKETS = 64;

export function bucketOf(keyId: string): number {
  return crc32(keyId) % BUCKETS;
}

/** How much is written at a time, in characters. */
const SLICE = 64 * 1024;

/** One file of the record: some keys' lines, in the order in which they came. */
export class Bucket {
  readonly path: string;
  readonly #folder: Folder;

  constructor(folder: Folder, path: string) {
    this.#folder = folder;
    this.path = path;
  }

  /** Answers the size before and after, in bytes. */
  async append(lines: readonly string[]): Promise<{ before: number; after: number }> {
    const handle = await this.#folder.open(this.path, 'a', 0o600);
    try {
      const before = (await handle.stat()).size;
      // The line break goes first: it also ends a line that a crash has cut short.
      const bytes = Buffer.from(lines.map((line) => `\n${line}`).join(''));
      try {
        await writeAll(handle, bytes, before);
      } catch (error) {
        await handle.truncate(before).catch(() => undefined);
        throw error;
      }
      return { before, after: before + bytes.length };
    } finally {
      await handle.close();
    }
  }

  /** Takes back what was appended since it had that size. */
  async cut(size: number): Promise<void> {
    await truncate(this.path, size);
  }

  /** Without line breaks; none where there is no file. */
  async *lines(): AsyncIterable<string> {
    let rest = '';
    try {
      for await (const chunk of createReadStream(this.path, 'utf8')) {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        yield* lines;
      }
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
    if (rest !== '') yield rest;
  }

  /**
   * Writes it anew with what is kept only, and puts that in its place; answers its size in
   * bytes. It is read twice instead of held in memory.
   */
  async compact(keep: Keep, hasKey: (keyId: string) => boolean): Promise<number> {
    const sieve = new Sieve(keep, hasKey);
    for await (const line of this.lines()) sieve.look(line);
    const temporary = `${this.path}.tmp`;
    try {
      const size = await this.#write(temporary, this.#keptBy(sieve.kept()));
      if (size === 0) await rm(this.path, { force: true });
      else await rename(temporary, this.path);
      return size;
    } finally {
      await rm(temporary, { force: true });
    }
  }

  async *#keptBy(kept: Kept): AsyncIterable<string> {
    for await (const line of this.lines()) if (kept.isKept(line)) yield line;
    yield* kept.days();
  }

  async #write(path: string, lines: AsyncIterable<string>): Promise<number> {
    const handle = await this.#folder.open(path, 'w', 0o600);
    try {
      let size = 0;
      let text = '';
      const write = async () => {
        const bytes = Buffer.from(text);
        await writeAll(handle, bytes, size);
        size += bytes.length;
        text = '';
      };
      for await (const line of lines) {
        text += `\n${line}`;
        if (text.length > SLICE) await write();
      }
      await write();
      // Without it, a power cut right after the rename may leave an empty file.
      await handle.datasync();
      return size;
    } finally {
      await handle.close();
    }
  }
}
