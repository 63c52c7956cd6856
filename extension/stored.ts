/**
 * Every item that the extension stores. `local` is on disk and never holds a secret;
 * `session` is memory that the browser drops when it closes.
 */

import type { Key } from '../shared/contract/keys.ts';
import type { ServerInfo } from '../shared/contract/server.ts';
import type { Account, Reveal, TabState, TabUse, UseRequest } from './messages.ts';
import { defineItem } from './stored-item.ts';

export interface ConnectedServer {
  address: string;
  info: ServerInfo;
}

export interface Session {
  address: string;
  token: string;
  /** Milliseconds since the epoch. */
  expiresAt: number;
  account: Account;
}

export interface KeptSecret {
  secret: string;
  orgId: string;
}

export interface CachedKeys {
  keys: Key[];
  /** Milliseconds since the epoch. */
  fetchedAt: number;
}

export interface Draft {
  fields: Record<string, unknown>;
  /** Milliseconds since the epoch. */
  writtenAt: number;
}

export interface PendingUse {
  request: UseRequest;
  /** Milliseconds since the epoch. */
  askedAt: number;
}

type TabEnd = NonNullable<TabState['ended']>;

export const stored = {
  server: defineItem<ConnectedServer | null>('local', 'server', 1, null),
  /** The org chosen last. */
  chosenOrg: defineItem<string | null>('local', 'chosenOrg', 1, null),
  /** Last key lists, to paint before the network answers, by address, org, user and kind. */
  keyLists: defineItem<Record<string, CachedKeys>>('local', 'keyLists', 1, {}),

  session: defineItem<Session | null>('session', 'session', 1, null),
  /** By key id. */
  secrets: defineItem<Record<string, KeptSecret>>('session', 'secrets', 1, {}),
  reveal: defineItem<Reveal | null>('session', 'reveal', 1, null),
  /** By form. */
  drafts: defineItem<Record<string, Draft>>('session', 'drafts', 1, {}),
  /** The keys set on tabs, by tab id. */
  tabUses: defineItem<Record<string, TabUse>>('session', 'tabUses', 1, {}),
  /** Why a tab's key ended, by tab id. */
  tabEnds: defineItem<Record<string, TabEnd>>('session', 'tabEnds', 1, {}),
  /** What waits for a permission, by tab id. */
  pendingUses: defineItem<Record<string, PendingUse>>('session', 'pendingUses', 1, {}),
};
