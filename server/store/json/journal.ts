import { fstatSync } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import type { Folder } from './folder.ts';
import { encodeRecord, hex } from './record.ts';
import { SCHEMA_VERSION } from './schema.ts';

/** A journal's first line, without the line break that begins each record. */
export function firstLine(schemaVersion: number): string {
  const text = `keyturn journal, schema ${String(schemaVersion).padStart(4, '0')}`;
  return `${text} ${hex(crc32(text))}`;
}

export const FIRST_LINE_LENGTH = firstLine(SCHEMA_VERSION).length;

/** One journal file open for appending. */
export class Journal {
  /** The number of the last record before this journal. */
  readonly base: number;
  readonly #handle: FileHandle;
  #size: number;
  /** Whether something that was not acknowledged may stand after `#size`. */
  #uncut = false;

  private constructor(base: number, handle: FileHandle, size: number) {
    this.base = base;
    this.#handle = handle;
    this.#size = size;
  }

  /** In bytes. */
  get size(): number {
    return this.#size;
  }

  /** A new, empty journal, durable when this resolves. */
  static async create(folder: Folder, base: number): Promise<Journal> {
    const handle = await folder.open(folder.journal(base), 'w', 0o600);
    try {
      await writeAll(handle, Buffer.from(firstLine(SCHEMA_VERSION)), 0);
      await handle.sync();
      await folder.sync();
      return new Journal(base, handle, FIRST_LINE_LENGTH);
    } catch (error) {
      await handle.close();
      await folder.removeJournals([base]).catch(() => undefined);
      throw error;
    }
  }

  /**
   * Goes on with the journal that is good up to `size`; cuts what stands after it. What
   * stands before may be of a process that was killed before it was durable.
   */
  static async resume(folder: Folder, base: number, size: number): Promise<Journal> {
    const handle = await folder.open(folder.journal(base), 'r+');
    try {
      const journal = new Journal(base, handle, size);
      if ((await handle.stat()).size > size) await journal.#cut();
      else await handle.datasync();
      await folder.sync();
      return journal;
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  /** Durable when this resolves; when it rejects, the journal is as it was before. */
  async append(payload: string): Promise<void> {
    const record = encodeRecord(payload);
    await this.settle();
    if (fstatSync(this.#handle.fd).nlink === 0) throw new Error('the journal has been removed');
    this.#uncut = true;
    try {
      await writeAll(this.#handle, record, this.#size);
      await this.#handle.datasync();
    } catch (error) {
      // Where the cut fails as well, the next append tries it again.
      await this.#cut().catch(() => undefined);
      throw error;
    }
    this.#size += record.length;
    this.#uncut = false;
  }

  /** Makes sure that nothing stands in the file but what was acknowledged. */
  async settle(): Promise<void> {
    if (this.#uncut) await this.#cut();
  }

  close(): Promise<void> {
    return this.#handle.close();
  }

  async #cut(): Promise<void> {
    this.#uncut = true;
    await this.#handle.truncate(this.#size);
    await this.#handle.datasync();
    this.#uncut = false;
  }
}

/** A single write may take less than it is given. */
export async function writeAll(handle: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let written = 0;
  while (written < bytes.length) {
    const rest = bytes.length - written;
    const result = await handle.write(bytes, written, rest, position + written);
    written += result.bytesWritten;
  }
}
