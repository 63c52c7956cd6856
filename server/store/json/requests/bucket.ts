import { createReadStream, fstatSync } from 'node:fs';
import { type FileHandle, mkdir, rename, rm, truncate } from 'node:fs/promises';
import { dirname } from 'node:path';
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

/**
 * One file of the record: some keys' lines, in the order in which they came. Once written
 * to it stays open: it is written to every few seconds, and all four calls of an append
 * cost as much.
 */
export class Bucket {
  readonly path: string;
  readonly #folder: Folder;
  #handle: FileHandle | null = null;

  constructor(folder: Folder, path: string) {
    this.#folder = folder;
    this.path = path;
  }

  /** Answers the size before and after, in bytes. */
  async append(lines: readonly string[]): Promise<{ before: number; after: number }> {
    const { handle, size: before } = await this.#open();
    // The line break goes first: it also ends a line that a crash has cut short.
    const bytes = Buffer.from(`\n${lines.join('\n')}`);
    try {
      await writeAll(handle, bytes, before);
    } catch (error) {
      await handle.truncate(before).catch(() => undefined);
      throw error;
    }
    return { before, after: before + bytes.length };
  }

  /** Takes back what was appended since it had that size. */
  async cut(size: number): Promise<void> {
    await truncate(this.path, size);
  }

  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }

  /** And its size, in bytes. */
  async #open(): Promise<{ handle: FileHandle; size: number }> {
    if (this.#handle) {
      const { nlink, size } = fstatSync(this.#handle.fd);
      if (nlink > 0) return { handle: this.#handle, size };
      // Somebody has removed it.
      await this.close();
    }
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    this.#handle = await this.#folder.open(this.path, 'a', 0o600);
    return { handle: this.#handle, size: fstatSync(this.#handle.fd).size };
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
      await this.close();
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
