/**
 * What the domain asks of storage. Two things hold for every implementation, and the
 * conformance suite (`test/server/store/`) proves them:
 *
 * - `transact` is atomic and serialisable: its work sees all earlier transactions and
 *   no half of another, and all of its changes stand or none.
 * - Once `transact` has resolved, its changes, and everything that its work has read,
 *   survive `kill -9`.
 *
 * Rows are handed out frozen or copied: changing one never changes what is stored.
 */
import type { AuditAction, AuditEntry, SealedAuditEntry } from '../../shared/contract/audit.ts';
import type { Requests, Use } from './requests.ts';
import type {
  AuditRow,
  ClockRow,
  DeliveryRow,
  EventRow,
  InvitationRow,
  KeyRow,
  MemberRow,
  OrgRow,
  RoleRow,
  SessionRow,
  TableName,
  Tables,
  UserRow,
  WebhookRow,
} from './rows.ts';

export interface Reader {
  orgs: {
    byId(id: string): Promise<OrgRow | undefined>;
    /** Whether the server has been set up. */
    any(): Promise<boolean>;
    all(): Promise<OrgRow[]>;
  };
  users: {
    byId(id: string): Promise<UserRow | undefined>;
    /** `email` in lower case. */
    byEmail(email: string): Promise<UserRow | undefined>;
  };
  roles: {
    byId(id: string): Promise<RoleRow | undefined>;
    ofOrg(orgId: string): Promise<RoleRow[]>;
  };
  members: {
    byId(id: string): Promise<MemberRow | undefined>;
    /** Oldest first. */
    ofOrg(orgId: string): Promise<MemberRow[]>;
    ofUser(userId: string): Promise<MemberRow[]>;
    around(id: string): Promise<MemberAround | undefined>;
  };
  invitations: {
    byCodeHash(codeHash: string): Promise<InvitationRow | undefined>;
    ofMember(memberId: string): Promise<InvitationRow[]>;
  };
  sessions: {
    byId(id: string): Promise<SessionRow | undefined>;
    byTokenHash(tokenHash: string): Promise<SessionRow | undefined>;
    /** The same with its user, and with the user's membership of that org. */
    inOrg(tokenHash: string, orgId: string): Promise<SessionInOrg | undefined>;
    /** Newest first. */
    ofUser(userId: string): Promise<SessionRow[]>;
  };
  keys: {
    byId(id: string): Promise<KeyRow | undefined>;
    byHash(hash: string): Promise<KeyRow | undefined>;
    subject(id: string): Promise<CheckSubject | undefined>;
    /** Whether there is one whose secret has another format than ours (`domain/keys/imported.ts`). */
    anyImported(): Promise<boolean>;
    /**
     * An org's keys, or one member's, newest first (by `createdAt`, then `id`), from
     * just below the key `before` where it is given.
     */
    newestFirst(of: {
      orgId: string;
      ownerId?: string;
      before?: { createdAt: number; id: string };
    }): AsyncIterable<KeyRow>;
  };
  webhooks: {
    byId(id: string): Promise<WebhookRow | undefined>;
    /** Oldest first. */
    ofOrg(orgId: string): Promise<WebhookRow[]>;
    ofOwner(of: { orgId: string; ownerId: string }): Promise<WebhookRow[]>;
    ofKey(keyId: string): Promise<WebhookRow[]>;
  };
  events: {
    byId(id: string): Promise<EventRow | undefined>;
  };
  deliveries: {
    byId(id: string): Promise<DeliveryRow | undefined>;
    ofEvent(eventId: string): Promise<DeliveryRow[]>;
    /**
     * Those whose next attempt is due at `now`, the longest due first, at most `limit`,
     * and none of the webhooks `except`.
     */
    due(now: number, limit: number, except?: readonly string[]): Promise<DeliveryRow[]>;
    /** Those that are over and older than `createdAt`, the oldest first, at most `limit`. */
    overBefore(createdAt: number, limit: number): Promise<DeliveryRow[]>;
    newestOf(webhookId: string): Promise<DeliveryRow | undefined>;
    newestFirst(of: {
      webhookId: string;
      before?: { createdAt: number; id: string };
    }): AsyncIterable<DeliveryRow>;
  };
  clocks: {
    byId(id: string): Promise<ClockRow | undefined>;
  };
}

/** A member with everything that decides what their keys may do. */
export interface MemberAround {
  owner: MemberRow;
  role: RoleRow;
  org: OrgRow;
}

/** A key with everything around it that decides what it may do. */
export interface CheckSubject extends MemberAround {
  key: KeyRow;
}

export interface SessionInOrg {
  session: SessionRow;
  user: UserRow;
  /** Null where the user is no member. */
  membership: { member: MemberRow; role: RoleRow; org: OrgRow } | null;
}

export interface Transaction extends Reader {
  /** Inserts the row or replaces the one with its id. Later reads in this transaction see it. */
  put<T extends TableName>(table: T, row: Tables[T]): void;
  remove(table: TableName, id: string): void;
  /** Adds to the audit log of the row's org, where it stands for good. */
  record(row: AuditRow): void;
  /** Runs `step` once `work` is through, still within this transaction. */
  atEnd(step: () => Promise<void>): void;
}

export interface AuditFilter {
  action?: AuditAction | undefined;
  actorId?: string | undefined;
  targetId?: string | undefined;
  /** At or after, and before; in milliseconds since the epoch. */
  since?: number | undefined;
  until?: number | undefined;
}

/** An entry and its place among all of its org: later ones have higher positions. */
export interface PlacedAuditEntry {
  position: number;
  entry: AuditEntry;
}

/**
 * The audit log: one chain for each org, in the order in which it was recorded. Both
 * lists throw `StoreDamaged` where they meet what cannot be right.
 */
export interface AuditLog {
  /** The latest recorded first, from just below the position `before` where it is given. */
  newestFirst(
    of: AuditFilter & { orgId: string; before?: number | undefined },
  ): AsyncIterable<PlacedAuditEntry>;
  /** The oldest first: all that was recorded before the call. Whoever reads it verifies it. */
  chain(orgId: string): AsyncIterable<SealedAuditEntry>;
  /** The orgs that have a chain. */
  orgIds(): Promise<string[]>;
}

export interface Store extends Reader {
  audit: AuditLog;
  /**
   * Runs `work` and makes its changes durable. `work` may run more than once (on a
   * conflict), so it must have no effect besides its transaction; when it throws,
   * nothing is changed. Throws `StoreConflict` when the changes contradict what the
   * store guards (`json/indexes.ts`), and `StoreUnavailable` when the changes cannot be written;
   * then none of them stands, unless it is a `FateUnknown`.
   */
  transact<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  /** What was checked with each key. */
  requests: Requests;
  /**
   * Notes when keys were last used, where that is later than what is there; keys that are
   * not there are left out. Durable in parts: when it throws, some may be noted.
   */
  touch(uses: readonly Use[]): Promise<void>;
  /**
   * The hot path of a check: from memory and synchronous wherever the implementation
   * can, a promise where it must ask. Undefined: no such key. When the key was last used may
   * be told as of long ago.
   */
  checkSubject(keyHash: string): CheckSubject | undefined | Promise<CheckSubject | undefined>;
  /**
   * Tells `listener` of every change to a key, member, role or org that what checks
   * answer may depend on, wherever it was made: once it is durable and checks here see
   * it. Not of new rows, nor of when a key was last used.
   */
  watch(listener: CheckListener): Watching;
  /** Resolves while a write can be taken; throws `StoreUnavailable` otherwise. */
  ready(): Promise<void>;
  /** How checks are answered now. */
  status(): StoreStatus;
  /** Writes what waits, then lets go of the files or connections. */
  close(): Promise<void>;
}

/**
 * Told, by stores that are opened with it, what this store has recorded in the audit log:
 * once it is durable, in a chain's order where one is sealed already. Must not throw.
 */
export type OnRecorded = (entries: readonly RecordedEntry[]) => void;

/** With its seal, or without where it is sealed later. */
export type RecordedEntry = Omit<SealedAuditEntry, keyof Seal> & Partial<Seal>;

type Seal = Pick<SealedAuditEntry, 'seq' | 'previousHash' | 'hash'>;

/** `orgId`: whose keys may be answered otherwise now; null: anybody's. Must not throw. */
export type CheckListener = (orgId: string | null) => void;

export interface Watching {
  /** Whether every change up to a moment ago, wherever it was made, has been told. */
  readonly live: boolean;
  end(): void;
}

export interface StoreStatus {
  /**
   * `cached`: from memory; `database`: each check asks it; `away`: it does not answer,
   * so from what memory still holds.
   */
  checks: 'cached' | 'database' | 'away';
  /** How many keys are in memory. */
  cachedKeys: number;
  /** Since the last snapshot; only where there is a journal. */
  journalBytes?: number;
  /** Whether changes made by other servers are heard of; only where they are listened for. */
  notifications?: 'up' | 'down';
}

/** A write could not be taken: a full disk, a folder gone, a dead database. */
export class StoreUnavailable extends Error {
  override name: string = 'StoreUnavailable';
}

/** The same, but whether the changes stand could not be found out. */
export class FateUnknown extends StoreUnavailable {
  override name = 'FateUnknown';
}

/**
 * The changes would leave two rows with one unique value, a reference to nothing, or a
 * row of another shape than its table's.
 * Thrown by `put` where it is known then, and by `transact` at the latest, also when
 * `work` has caught the former. The domain asks first, so this is a mistake of ours.
 */
export class StoreConflict extends Error {
  override name = 'StoreConflict';
}

/** What is stored cannot be right: damaged or tampered with. The message says where. */
export class StoreDamaged extends Error {
  override name = 'StoreDamaged';
}

/** The data cannot be opened; the message says what is wrong and what to do about it. */
export class StoreRefused extends Error {
  override name = 'StoreRefused';
}
