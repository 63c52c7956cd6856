import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { lockFolder } from './lock.ts';

/** How files are opened; tests give one that fails. */
export type Open = typeof open;

/**
 * The data folder: `keyturn.json` (the snapshot), `journal-N` (what came after record
 * N), `audit-ORG.jsonl` (that org's older audit entries), `lock`. Folders and files are
 * made for the owner alone.
 */
export class Folder {
  readonly path: string;
  readonly open: Open;
  readonly #release: () => Promise<void>;

  private constructor(path: string, open: Open, release: () => Promise<void>) {
    this.path = path;
    this.open = open;
    this.#release = release;
  }

  /** Makes the folder where needed and locks it. */
  static async take(path: string, openFile: Open = open): Promise<Folder> {
    await mkdir(path, { recursive: true, mode: 0o700 });
    const lock = await lockFolder(path);
    return new Folder(path, openFile, () => lock.close());
  }

  /** To read it without the lock, whoever holds it; nothing may be changed. */
  static peek(path: string): Folder {
    return new Folder(path, open, async () => undefined);
  }

  release(): Promise<void> {
    return this.#release();
  }

  get snapshot(): string {
    return join(this.path, 'keyturn.json');
  }

  journal(base: number): string {
    return join(this.path, `journal-${base}`);
  }

  archive(orgId: string): string {
    return join(this.path, `audit-${orgId}.jsonl`);
  }

  /** The bases of the journals that are there, ascending. */
  async journals(): Promise<number[]> {
    const names = await readdir(this.path);
    return names
      .flatMap((name) => /^journal-(0|[1-9]\d{0,14})$/.exec(name)?.[1] ?? [])
      .map(Number)
      .sort((a, b) => a - b);
  }

  async removeJournals(bases: Iterable<number>): Promise<void> {
    for (const base of bases) await rm(this.journal(base), { force: true });
  }

  /** Makes durable which names the folder has. */
  async sync(): Promise<void> {
    const handle = await open(this.path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }
}
