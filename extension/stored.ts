/**
 * Every item that the extension stores, but for what is typed: drafts.ts. `local` is on disk and never holds a secret in
 * clear; `session` is memory that the browser drops when it closes.
 */

import type { Key } from '../shared/contract/keys.ts';
import type { ServerInfo } from '../shared/contract/server.ts';
import type { Sealed, VaultKey } from './background/vault/seal.ts';
import type { Reveal } from './messages/keys.ts';
import type { KeyHeader } from './messages/page.ts';
import type { SecondFactorSetUp } from './messages/second-factor.ts';
import type { Account } from './messages/session.ts';
import type { Settings } from './messages/settings.ts';
import type { TabState, TabUse, UseRequest } from './messages/tabs.ts';
import type { SeenRequest } from './messages/traffic.ts';
import { packLists, unpackLists } from './packed-lists.ts';
import { defineItem } from './stored-item.ts';

export interface ConnectedServer {
  address: string;
  info: ServerInfo;
  /** Milliseconds by which the server's clock is ahead of ours; only where it matters. */
  clockOff?: number;
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
  /** Never goes into the vault. */
  memoryOnly?: true;
  /** The only tab that it may be set on. */
  tabId?: number;
}

export interface CachedKeys {
  keys: Key[];
  /** Milliseconds since the epoch. */
  fetchedAt: number;
}

/**
 * A key for one tab only, from before it is asked for until it is revoked on the server.
 * On disk, so that it is revoked also after a crash; it holds no secret.
 */
export interface TabKeyLease {
  /** Null until the server has answered: then it is found by its name, which is unique. */
  keyId: string | null;
  name: string;
  tabId: number;
  address: string;
  orgId: string;
  userId: string;
  /** Milliseconds since the epoch. */
  askedAt: number;
  until: number;
}

/** How a key was last used on an origin. */
export interface LastKey {
  keyId: string;
  keyName: string;
  userId: string;
  orgId: string;
  apiOrigins: string[];
  header: KeyHeader;
  /** Milliseconds since the epoch. */
  usedAt: number;
  /** The other key of theirs that was used there before it. */
  before?: Pick<LastKey, 'keyId' | 'apiOrigins' | 'header'>;
}

export interface PendingUse {
  request: UseRequest;
  /** Milliseconds since the epoch. */
  askedAt: number;
}

/** What opens the vault, until when (ms since the epoch), and the idle time (ms) that this comes of. */
export type OpenVault = VaultKey & { until: number; idle: number };

/** What the clipboard was last given: the SHA-256 of it, and when to clear it (ms since the epoch). */
export interface Copied {
  digest: string;
  clearAt: number;
}

/** What the pages see of them: no secret, and nothing that opens one. */
export type SessionOutline = Omit<Session, 'token'>;
export type SecretsOutline = Record<string, Omit<KeptSecret, 'secret'>>;
export type VaultOutline = Pick<OpenVault, 'until'>;

function withoutToken({ token: _, ...rest }: Session): SessionOutline {
  return rest;
}

function withoutSecret({ secret: _, ...rest }: KeptSecret): SecretsOutline[string] {
  return rest;
}

/** The idle times that are offered. */
export const VAULT_MINUTES = [5, 15, 30, 60, 240, 720] as const;
/** 0: never. */
export const CLIPBOARD_SECONDS = [0, 30, 60, 300] as const;

type TabEnd = NonNullable<TabState['ended']>;

export const stored = {
  server: defineItem<ConnectedServer | null>('local', 'server', 1, null),
  /** The org chosen last. */
  chosenOrg: defineItem<string | null>('local', 'chosenOrg', 1, null),
  /** Last key lists, to paint before the network answers, by address, org, user and kind. */
  keyLists: defineItem<Record<string, CachedKeys>>(
    'local',
    'keyLists',
    3,
    {},
    { asText: { write: packLists, read: unpackLists } },
  ),
  settings: defineItem<Settings>('local', 'settings', 1, {
    // Locking takes keys off tabs, so it should not fall into an hour's work on an API page.
    vaultMinutes: 60,
    clipboardSeconds: 60,
  }),
  tabKeyLeases: defineItem<TabKeyLease[]>('local', 'tabKeyLeases', 1, []),
  /** By exact origin of the page. */
  lastKeys: defineItem<Record<string, LastKey>>('local', 'lastKeys', 1, {}),
  /** Sealed under the person's passphrase. */
  vault: defineItem<Sealed | null>('local', 'vault', 1, null),

  /** How many keys wait for an admin's approval, as last counted. */
  waitingApprovals: defineItem<{ orgId: string; count: number } | null>(
    'session',
    'waitingApprovals',
    1,
    null,
  ),
  session: defineItem<Session | null, SessionOutline | null>('session', 'session', 1, null, {
    outline: (session) => session && withoutToken(session),
  }),
  /** The last session ended without the person having asked for it. */
  lostSession: defineItem<boolean>('session', 'lostSession', 1, false),
  /** By key id. */
  secrets: defineItem<Record<string, KeptSecret>, SecretsOutline>(
    'session',
    'secrets',
    1,
    {},
    {
      outline: (secrets) =>
        Object.fromEntries(Object.entries(secrets).map(([id, kept]) => [id, withoutSecret(kept)])),
    },
  ),
  openVault: defineItem<OpenVault | null, VaultOutline | null>('session', 'openVault', 1, null, {
    outline: (open) => open && { until: open.until },
  }),
  copied: defineItem<Copied | null>('session', 'copied', 1, null),
  reveal: defineItem<Reveal | null>('session', 'reveal', 1, null),
  secondFactorSetUp: defineItem<SecondFactorSetUp | null>('session', 'secondFactorSetUp', 1, null),
  /** The keys set on tabs, by tab id. */
  tabUses: defineItem<Record<string, TabUse>>('session', 'tabUses', 1, {}),
  /** Why a tab's key ended, by tab id. */
  tabEnds: defineItem<Record<string, TabEnd>>('session', 'tabEnds', 1, {}),
  /** Where the person said that an API's document is, by the page's origin. */
  givenDocuments: defineItem<Record<string, string>>('session', 'givenDocuments', 1, {}),
  /** The last requests that a key went with, newest first, by tab id. */
  traffic: defineItem<Record<string, SeenRequest[]>>('session', 'traffic', 1, {}),
  /** The tabs over which the toolbar button has once had a look of its own. */
  paintedTabs: defineItem<number[]>('session', 'paintedTabs', 1, []),
  /** What waits for a permission, by tab id. */
  pendingUses: defineItem<Record<string, PendingUse>>('session', 'pendingUses', 1, {}),
};
