import type { RandomBytes } from '../../shared/key-format.ts';
import type { MemberRow, OrgRow, RoleRow } from '../store/rows.ts';
import type { CheckSubject, Store } from '../store/store.ts';
import type { Author } from './audit/author.ts';
import type { CheckCounts } from './check-counts.ts';
import type { ImportedKeys } from './keys/imported.ts';
import type { SessionUses } from './people/session-uses.ts';
import type { Usage } from './usage.ts';

/** What the domain works with; nothing in it knows Express. */
export interface Context {
  store: Store;
  /** Milliseconds since the epoch. */
  now: () => number;
  randomBytes: RandomBytes;
  /** When keys were last used, newer than what the store has. */
  usage: Usage;
  /** The same of sessions, and which of them are over. */
  sessionUses: SessionUses;
  imported: ImportedKeys;
  checks: CheckCounts;
}

/** A member who asks for something in one org, through a session. */
export interface Actor {
  member: MemberRow;
  role: RoleRow;
  org: OrgRow;
  isAdmin: boolean;
  /** The same, for the record. */
  author: Author;
}

/** A key that asks for something in its own org. */
export interface KeyCaller extends CheckSubject {
  author: Author;
}
