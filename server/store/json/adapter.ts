import type { Adapter } from 'lowdb';
import { archive } from './archive.ts';
import type { Change, Database } from './database.ts';
import type { Folder } from './folder.ts';
import { Journal } from './journal.ts';
import { load } from './load.ts';
import { viewOf, writeSnapshot } from './snapshot.ts';

/**
 * lowdb's adapter for a folder of a snapshot and a journal: `read` gives what both hold
 * together, `write` makes a new snapshot, and `append` makes changes durable between
 * snapshots.
 */
export class JournaledFiles implements Adapter<Database> {
  readonly #folder: Folder;
  #journal: Journal | null = null;
  /** The number of the last record. */
  #seq = 0;
  /** Of the snapshot that is there; null: one is needed to begin with. */
  #snapshotSeq: number | null = null;
  #snapshotSize = 0;

  constructor(folder: Folder) {
    this.#folder = folder;
  }

  /** Of the journal, in bytes. */
  get journalSize(): number {
    return this.#journal?.size ?? 0;
  }

  /** In bytes. */
  get snapshotSize(): number {
    return this.#snapshotSize;
  }

  /** Whether the files cannot be gone on with before a `write`. */
  get needsSnapshot(): boolean {
    return this.#snapshotSeq === null;
  }

  /** Whether the snapshot says all that the journals say. */
  get isClean(): boolean {
    return this.#snapshotSeq === this.#seq;
  }

  /** Null: the folder is new. Throws `StoreRefused`, having changed nothing. */
  async read(): Promise<Database | null> {
    const loaded = await load(this.#folder);
    if (!loaded) {
      this.#journal = await Journal.create(this.#folder, 0);
      return null;
    }
    this.#seq = loaded.seq;
    this.#snapshotSeq = loaded.snapshotSeq;
    this.#snapshotSize = loaded.snapshotSize;
    if (loaded.current) {
      const { base, size } = loaded.current;
      this.#journal = await Journal.resume(this.#folder, base, size);
    } else {
      this.#journal = await Journal.create(this.#folder, loaded.seq);
    }
    return loaded.database;
  }

  /** Durable when it resolves; when it rejects, nothing has been recorded. */
  async append(changes: readonly Change[]): Promise<void> {
    await this.#open().append(JSON.stringify({ seq: this.#seq + 1, changes }));
    this.#seq += 1;
  }

  /**
   * Begins a new journal, so that the next `write` can leave the older ones behind. To be
   * called, like `write`, while everything in memory is durable.
   */
  async rotate(): Promise<void> {
    const previous = this.#open();
    if (previous.base === this.#seq) return;
    await previous.settle();
    this.#journal = await Journal.create(this.#folder, this.#seq);
    await previous.close();
  }

  /** What `database` holds at the time of the call becomes the snapshot. */
  async write(database: Database): Promise<void> {
    const seq = this.#seq;
    const view = viewOf(database);
    const archived = await archive(this.#folder, database.audit.waiting());
    this.#snapshotSize = await writeSnapshot(this.#folder, view, archived, seq);
    this.#snapshotSeq = seq;
    for (const { orgId, ...chain } of archived) database.audit.setArchived(orgId, chain);
    const older = (await this.#folder.journals()).filter((base) => base < seq);
    // What cannot be removed is in nobody's way, and the next one tries again.
    await this.#folder.removeJournals(older).catch(() => undefined);
  }

  async close(): Promise<void> {
    await this.#journal?.close();
  }

  #open(): Journal {
    if (!this.#journal) throw new Error('The files have not been read.');
    return this.#journal;
  }
}
