import { setImmediate } from 'node:timers/promises';
import { StoreUnavailable } from '../store.ts';
import { affectedOrgs } from './affected.ts';
import type { Change, Database } from './database.ts';

interface Group {
  changes: Change[];
  /** What takes the changes back, transaction by transaction. */
  undo: Change[][];
  /** Whose keys may be answered otherwise by the changes. */
  orgs: Set<string>;
  settled: Promise<void>;
  resolve: () => void;
  reject: (reason: StoreUnavailable) => void;
}

/**
 * Makes changes in memory at once and durable in groups: while one group is being
 * written, the next gathers. When a group cannot be written, it and all that was made
 * since, which may build on it, is taken back from memory.
 */
export class GroupCommit {
  readonly #database: Database;
  readonly #append: (changes: readonly Change[]) => Promise<void>;
  readonly #onWritten: () => void;
  readonly #onAffected: (orgId: string) => void;
  #gathering: Group | null = null;
  #writing: Group | null = null;
  #flushing: Promise<void> = Promise.resolve();
  #hasFailed = false;
  #epoch = 0;

  constructor(
    database: Database,
    append: (changes: readonly Change[]) => Promise<void>,
    onWritten: () => void,
    onAffected: (orgId: string) => void,
  ) {
    this.#database = database;
    this.#append = append;
    this.#onWritten = onWritten;
    this.#onAffected = onAffected;
  }

  /** Changes whenever something that could be read has been taken back. */
  get epoch(): number {
    return this.#epoch;
  }

  /** Whether the last group could not be written. */
  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  /** Makes the changes; resolves when they are durable, rejects when they are taken back. */
  commit(changes: readonly Change[]): Promise<void> {
    const undo = this.#database.apply(changes);
    if (!this.#gathering) {
      this.#gathering = newGroup();
      if (!this.#writing) this.#flushing = this.#flush();
    }
    const group = this.#gathering;
    for (const change of changes) group.changes.push(change);
    group.undo.push(undo);
    for (const orgId of affectedOrgs(changes, undo)) group.orgs.add(orgId);
    return group.settled;
  }

  /** Resolves when all that has been committed is durable, rejects when it is taken back. */
  durable(): Promise<void> {
    return (this.#gathering ?? this.#writing)?.settled ?? Promise.resolve();
  }

  /** Resolves when nothing waits to be written, whatever became of it. */
  idle(): Promise<void> {
    return this.#flushing;
  }

  async #flush(): Promise<void> {
    // What else this turn of the event loop brings belongs in the first group.
    await setImmediate();
    while (this.#gathering) {
      const group = this.#gathering;
      this.#writing = group;
      this.#gathering = null;
      try {
        await this.#append(group.changes);
      } catch (error) {
        this.#fail(group, error);
        continue;
      } finally {
        this.#writing = null;
      }
      this.#hasFailed = false;
      for (const orgId of group.orgs) this.#onAffected(orgId);
      group.resolve();
      this.#onWritten();
    }
  }

  #fail(group: Group, cause: unknown): void {
    const groups = this.#gathering ? [this.#gathering, group] : [group];
    this.#gathering = null;
    this.#epoch += 1;
    const reason = cause instanceof Error ? cause.message : String(cause);
    this.#hasFailed = true;
    const failure = new StoreUnavailable(`The journal cannot be written: ${reason}`, { cause });
    for (const failed of groups) {
      for (const undo of failed.undo.reverse()) this.#database.apply(undo);
      failed.reject(failure);
    }
    // What was taken back was there for checks to see.
    for (const failed of groups) for (const orgId of failed.orgs) this.#onAffected(orgId);
  }
}

function newGroup(): Group {
  let resolve!: Group['resolve'];
  let reject!: Group['reject'];
  const settled = new Promise<void>((onDurable, onTakenBack) => {
    resolve = onDurable;
    reject = onTakenBack;
  });
  return { changes: [], undo: [], orgs: new Set(), settled, resolve, reject };
}
