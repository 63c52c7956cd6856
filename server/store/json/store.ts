import { statfs } from 'node:fs/promises';
import { Low } from 'lowdb';
import type { Use } from '../requests.ts';
import {
  type AuditLog,
  type CheckListener,
  type CheckSubject,
  type OnRecorded,
  type Reader,
  type Store,
  StoreRefused,
  type StoreStatus,
  StoreUnavailable,
  type Transaction,
  type Watching,
} from '../store.ts';
import { Watchers } from '../watchers.ts';
import { JournaledFiles } from './adapter.ts';
import { auditLogOf } from './audit-log.ts';
import { type Change, Database } from './database.ts';
import { Folder, type Open } from './folder.ts';
import { GroupCommit } from './group-commit.ts';
import { Mutex } from './mutex.ts';
import { readerOf } from './reader.ts';
import { RequestFiles } from './requests/files.ts';
import { Snapshots } from './snapshots.ts';
import { runTransaction } from './transaction.ts';

export interface JsonStoreOptions {
  /** The data folder; made when it is not there. */
  dir: string;
  /** How long the journal may at least grow before a snapshot is taken, in bytes. */
  journalLimit?: number;
  /** Told what went wrong without loss: a snapshot that will be tried again. */
  onWarning?: (message: string) => void;
  onRecorded?: OnRecorded | undefined;
  /** Opens the files; for tests of failing disks. */
  open?: Open;
}

/** Bytes; below it a store that failed to write is not ready again. */
const LEAST_ROOM = 256 * 1024;

const JOURNAL_LIMIT = 16 * 1024 * 1024;
/** Keys in one turn: one or two milliseconds' work. */
const TOUCHED_AT_ONCE = 2_000;

/**
 * Opens the JSON-files store. Throws `StoreRefused` where the folder is another
 * process's, or where what it holds cannot be used; then nothing in it was changed.
 */
export async function openJsonStore(options: JsonStoreOptions): Promise<Store> {
  let folder: Folder;
  try {
    folder = await Folder.take(options.dir, options.open);
  } catch (error) {
    throw asRefusal(error, options.dir);
  }
  const files = new JournaledFiles(folder);
  try {
    const low = new Low<Database>(files, new Database());
    await low.read();
    if (files.needsSnapshot) await low.write();
    return new JsonStore(folder, files, low, options);
  } catch (error) {
    await files.close();
    await folder.release();
    throw asRefusal(error, options.dir);
  }
}

class JsonStore implements Store {
  readonly orgs: Reader['orgs'];
  readonly users: Reader['users'];
  readonly roles: Reader['roles'];
  readonly members: Reader['members'];
  readonly invitations: Reader['invitations'];
  readonly sessions: Reader['sessions'];
  readonly keys: Reader['keys'];
  readonly webhooks: Reader['webhooks'];
  readonly events: Reader['events'];
  readonly deliveries: Reader['deliveries'];
  readonly audit: AuditLog;
  readonly clocks: Reader['clocks'];
  readonly requests: RequestFiles;
  readonly #folder: Folder;
  readonly #files: JournaledFiles;
  readonly #database: Database;
  readonly #commits: GroupCommit;
  readonly #snapshots: Snapshots;
  readonly #watchers = new Watchers();
  /** Held while a transaction works, not while it is being written. */
  readonly #turns = new Mutex();
  #closing: Promise<void> | null = null;

  constructor(
    folder: Folder,
    files: JournaledFiles,
    low: Low<Database>,
    { journalLimit = JOURNAL_LIMIT, onWarning = () => {}, onRecorded }: JsonStoreOptions,
  ) {
    this.requests = new RequestFiles(folder, (keyId) => low.data.has('keys', keyId));
    this.#folder = folder;
    this.#files = files;
    this.#database = low.data;
    const reader = readerOf(low.data);
    this.orgs = reader.orgs;
    this.users = reader.users;
    this.roles = reader.roles;
    this.members = reader.members;
    this.invitations = reader.invitations;
    this.sessions = reader.sessions;
    this.keys = reader.keys;
    this.webhooks = reader.webhooks;
    this.events = reader.events;
    this.deliveries = reader.deliveries;
    this.audit = auditLogOf(folder, low.data.audit, () => this.#commits.durable());
    this.clocks = reader.clocks;
    this.#commits = new GroupCommit(
      low.data,
      async (changes) => {
        await files.append(changes);
        if (onRecorded) tell(onRecorded, changes);
      },
      () => this.#snapshots.takeIfDue(),
      (orgId) => this.#watchers.tell(orgId),
    );
    const whileDurable = <T>(work: () => Promise<T>): Promise<T> =>
      this.#turns.run(async () => {
        await this.#commits.idle();
        return work();
      });
    this.#snapshots = new Snapshots(low, files, { whileDurable, journalLimit, onWarning });
  }

  async transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T> {
    for (;;) {
      this.#mustBeOpen();
      const { result, isReading, durable } = await this.#turns.run(() => this.#attempt(work));
      try {
        await durable;
        return result;
      } catch (error) {
        if (!isReading) throw error;
        // What it has read was taken back; it may still be told what stands.
      }
    }
  }

  /** `durable` comes in an object, so that the turn does not wait for it. */
  async #attempt<T>(work: (tx: Transaction) => Promise<T>) {
    for (;;) {
      const { epoch } = this.#commits;
      try {
        const { result, changes } = await runTransaction(this.#database, work);
        if (epoch !== this.#commits.epoch) continue;
        const isReading = changes.length === 0;
        const durable = isReading ? this.#commits.durable() : this.#commits.commit(changes);
        return { result, isReading, durable };
      } catch (error) {
        // It may have failed over something that was taken back meanwhile.
        if (epoch === this.#commits.epoch) throw error;
      }
    }
  }

  checkSubject(keyHash: string): CheckSubject | undefined {
    const key = this.#database.checkedKey(keyHash);
    if (!key) return undefined;
    const owner = this.#database.get('members', key.ownerId);
    const org = this.#database.get('orgs', key.orgId);
    const role = owner && this.#database.get('roles', owner.roleId);
    return owner && org && role ? { key, owner, role, org } : undefined;
  }

  watch(listener: CheckListener): Watching {
    return { live: true, end: this.#watchers.add(listener) };
  }

  async touch(uses: readonly Use[]): Promise<void> {
    for (let from = 0; from < uses.length; from += TOUCHED_AT_ONCE) {
      this.#mustBeOpen();
      const some = uses.slice(from, from + TOUCHED_AT_ONCE);
      const { durable } = await this.#turns.run(async () => {
        const keys = this.#database.table('keys');
        const newer = some.filter(([id, at]) => {
          const key = keys.get(id);
          return key && (this.#database.lastUse(key) ?? Number.NEGATIVE_INFINITY) < at;
        });
        return { durable: newer.length > 0 && this.#commits.commit([['touched', newer]]) };
      });
      await durable;
    }
  }

  status(): StoreStatus {
    const cachedKeys = this.#database.table('keys').size;
    return { checks: 'cached', cachedKeys, journalBytes: this.#files.journalSize };
  }

  async ready(): Promise<void> {
    this.#mustBeOpen();
    // An empty record tells whether the disk takes writes again, and heals the store.
    if (!this.#commits.hasFailed) return;
    await this.#mustHaveRoom();
    const { durable } = await this.#turns.run(async () => ({ durable: this.#commits.commit([]) }));
    await durable;
  }

  /** What is left may still take an empty record, but hardly anything of use. */
  async #mustHaveRoom(): Promise<void> {
    const { path } = this.#folder;
    const { bavail, bsize } = await statfs(path).catch((error: Error) => {
      throw new StoreUnavailable(`${path} cannot be written: ${error.message}`, { cause: error });
    });
    if (bavail * bsize < LEAST_ROOM) throw new StoreUnavailable(`The disk of ${path} is full.`);
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await this.requests.close();
    await this.#snapshots.finish();
    await this.#files.close();
    await this.#folder.release();
  }

  #mustBeOpen(): void {
    if (this.#closing) throw new StoreUnavailable('The store is closed.');
  }
}

function tell(onRecorded: OnRecorded, changes: readonly Change[]): void {
  const entries = changes.flatMap(([table, entry]) =>
    table === 'audit' && typeof entry === 'object' ? [entry] : [],
  );
  if (entries.length > 0) onRecorded(entries);
}

function asRefusal(error: unknown, dir: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return new StoreRefused(`The data folder ${dir} cannot be used: ${error.message}`, {
    cause: error,
  });
}
