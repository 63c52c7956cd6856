import type { Low } from 'lowdb';
import type { JournaledFiles } from './adapter.ts';
import type { Database } from './database.ts';

/**
 * Bytes. However large the snapshot: what the journal holds of the audit log is in memory
 * until the next one, and a start after a crash makes every change of it again.
 */
const LONGEST_JOURNAL = 128 * 1024 * 1024;

interface Surroundings {
  /** Runs `work` while all that is in memory is durable and nothing changes it. */
  whileDurable<T>(work: () => Promise<T>): Promise<T>;
  journalLimit: number;
  onWarning(message: string): void;
}

/** Takes snapshots in the background when the journal has become long, and at the end. */
export class Snapshots {
  readonly #low: Low<Database>;
  readonly #files: JournaledFiles;
  readonly #around: Surroundings;
  #running: Promise<void> | null = null;
  #finished = false;
  /** The journal's size from which on the next one is taken. */
  #due: number;

  constructor(low: Low<Database>, files: JournaledFiles, around: Surroundings) {
    this.#low = low;
    this.#files = files;
    this.#around = around;
    this.#due = around.journalLimit;
  }

  takeIfDue(): void {
    if (this.#running || this.#finished || this.#files.journalSize < this.#due) return;
    this.#running = this.#take().finally(() => {
      this.#running = null;
    });
  }

  /** Waits for what is being written, then takes the last one. */
  async finish(): Promise<void> {
    this.#finished = true;
    await this.#running;
    await this.#take();
  }

  async #take(): Promise<void> {
    let from = 0;
    try {
      const written = await this.#around.whileDurable(async () => {
        if (this.#files.isClean) return [];
        await this.#files.rotate();
        // lowdb hands the data over in this same turn; only the file is waited for later.
        return [this.#low.write()];
      });
      await Promise.all(written);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      from = this.#files.journalSize;
      this.#around.onWarning(`A snapshot could not be written, the journal goes on: ${reason}`);
    }
    // Half the snapshot's size, so that a large one is not rewritten for few changes.
    const half = Math.min(this.#files.snapshotSize / 2, LONGEST_JOURNAL);
    this.#due = from + Math.max(this.#around.journalLimit, half);
  }
}
