/**
 * Every message that a screen may send to the background, with what it takes and what
 * comes back. The background accepts them from the extension's own pages only.
 */

import type { Key } from '../shared/contract/keys.ts';
import type { AccessPreview, Org, Permission } from '../shared/contract/orgs.ts';
import type {
  ApiAccess,
  Session as ListedSession,
  Membership,
  User,
} from '../shared/contract/people.ts';
import type { ServerInfo } from '../shared/contract/server.ts';
import type { AdminMessages } from './admin-messages.ts';

/** Where the person stands, told to every screen as it opens and whenever it changes. */
export type SessionState =
  | { stage: 'no-server' }
  /** `lost`: the session ended without the person having asked for it. */
  | { stage: 'no-session'; address: string; server: ServerInfo; lost?: true }
  | {
      stage: 'signed-in';
      address: string;
      server: ServerInfo;
      account: Account;
      /** Milliseconds by which the server's clock is ahead of ours; only where it matters. */
      clockOff?: number;
    };

export interface Account {
  user: User;
  /** The membership that the person works in now. */
  current: Membership & { permissions: string[]; apiAccess: ApiAccess };
  /** All of them, to switch between. */
  memberships: Membership[];
  isAdmin: boolean;
}

/** Whether a key's secret is in this browser's memory, so that it can be set on a tab. */
export type ListedKey = Key & { inThisBrowser: boolean };

export interface KeyList {
  keys: ListedKey[];
  /** When it came from the server (ms since the epoch). */
  fetchedAt: number;
}

/** The page in the tab in front, as far as the browser lets us see it. */
export type PageInfo =
  | { seen: false; reason: 'not-a-web-page' | 'no-permission' }
  | {
      seen: true;
      /** Scheme, host and port. */
      origin: string;
      title: string;
      /** The API that it describes; null for any other page. */
      apiPage: DescribedPage | null;
      /** Origins that its requests go to, the likeliest first. */
      apiOrigins: string[];
      /** Headers that its document asks a key in, the likeliest first. */
      headers: KeyHeader[];
      /** Origins that its scripts have asked so far, for the check why a key is not applied. */
      called: string[];
      /** A service worker of the site's own answers its requests, past the browser's rules. */
      hasServiceWorker: boolean;
      /** Where the person said that its API's document is; null for nothing said. */
      givenDocument: string | null;
    };

/** `linked`: any page that links its document; `given`: the person has said where it is. */
export type ApiPageKind =
  | 'swagger-ui'
  | 'scalar'
  | 'rapidoc'
  | 'redoc'
  | 'stoplight'
  | 'graphiql'
  | 'linked'
  | 'given';

export interface DescribedPage {
  kind: ApiPageKind;
  apiName: string;
  schemes: SecurityScheme[];
  operations: ApiOperation[];
}

/** One way in which an API lets a caller say who it is. */
export interface SecurityScheme {
  /** Its name in the document. */
  id: string;
  /** The header that carries it; null for what no header carries (a cookie, the address). */
  header: KeyHeader | null;
  /** The page's own form takes a key for it. */
  fillable: boolean;
  /** HTTP authentication, where the page adds the word `Bearer` itself. */
  isHttp: boolean;
}

export interface ApiOperation {
  method: string;
  path: string;
  summary: string;
  scopes: string[];
}

/** How a key travels: `Authorization: Bearer …`, or alone in a header of that name. */
export type KeyHeader = { kind: 'bearer' } | { kind: 'api-key'; name: string };

/** A key that is set on a tab. */
export interface TabUse {
  tabId: number;
  keyId: string;
  keyName: string;
  pageOrigin: string;
  apiOrigins: string[];
  header: KeyHeader;
  since: number;
}

export interface TabState {
  tabId: number;
  page: PageInfo;
  use: TabUse | null;
  /** Why a key that was set no longer is, until the next one is set; null otherwise. */
  ended: {
    keyName: string;
    why: 'left-site' | 'key-stopped' | 'permission-removed' | 'locked' | 'hour-over';
  } | null;
  /** That the key is for this tab only, and until when (ms since the epoch); null otherwise. */
  tabKey: { until: number } | null;
  /** The key that was last used on this very origin, where it can be used again. */
  last: { keyId: string; keyName: string; apiOrigins: string[]; header: KeyHeader } | null;
}

/** A key for one tab only: made, set there, and revoked as soon as it is not set any more. */
export interface NewTabKey {
  name: string;
  scopes: string[];
  use: Omit<UseRequest, 'keyId'>;
}

/** One step of looking why a key is not applied; `about` names what it is about. */
export interface TabCheck {
  id:
    | 'key-set'
    | 'web-page'
    | 'same-site'
    | 'page-permission'
    | 'api-permission'
    | 'key-works'
    | 'rule-present'
    | 'service-worker'
    | 'host-called';
  outcome: 'good' | 'bad' | 'unknown';
  about: string[];
}

/** Why an API said no, as far as its `WWW-Authenticate` answer tells. */
export type Refusal =
  /** It saw no key at all. */
  | { kind: 'no-key' }
  | { kind: 'scope'; needs: string[] }
  /** `reason` is a check code of Keyturn's, or the API's own sentence. */
  | { kind: 'key'; reason: string };

/** A request that a tab's key went with. */
export interface SeenRequest {
  /** The browser's own, of this request alone. */
  id: string;
  /** Milliseconds since the epoch. */
  at: number;
  keyId: string;
  method: string;
  host: string;
  /** Without the query. */
  path: string;
  /** Null: no answer came. */
  status: number | null;
  refusal: Refusal | null;
}

/** The same for the screen, with what the key may do; null where that is not known. */
export type Happened = Omit<SeenRequest, 'keyId'> & { has: string[] | null };

/** What a screen asks to be set; kept while the browser's permission prompt is open. */
export interface UseRequest {
  tabId: number;
  keyId: string;
  pageOrigin: string;
  apiOrigins: string[];
  header: KeyHeader;
}

export interface NewKey {
  name: string;
  scopes: string[];
  expiry: { kind: 'never' } | { kind: 'in'; days: 30 | 90 | 365 } | { kind: 'on'; date: string };
  /** The member who shall own it, where an admin makes it for another; else the person. */
  ownerId?: string;
}

/** A key just made. The secret is shown until `reveal.done`, also after the popup closed. */
export interface Reveal {
  key: Key;
  secret: string;
  copied: boolean;
}

/** A key that an admin has to approve first: its secret is collected afterwards. */
export interface Requested {
  key: Key;
  secret: null;
}

/** Keys kept in this browser across its restarts, under a passphrase. */
export type VaultState =
  | { stage: 'none' }
  /** `held`: how many keys were made since, which wait in memory to be saved. */
  | { stage: 'locked'; held: number }
  /** `until`: ms since the epoch. */
  | { stage: 'open'; until: number };

export interface Settings {
  /** Idle time after which an open vault locks. */
  vaultMinutes: number;
  /** After which what was copied is cleared; 0 for never. */
  clipboardSeconds: number;
}

/** As they count; `preset` says what the person's organisation has set. */
export interface SettingsState extends Settings {
  preset: { address: string | null; vaultMinutes: boolean };
}

/** Each failure names its cause; the screens turn it into words and a next step. */
export type Failure =
  | { kind: 'no-answer'; address: string }
  /** The same over https: the browser may have refused its certificate. */
  | { kind: 'no-secure-answer'; address: string }
  | { kind: 'bad-address' }
  | { kind: 'not-keyturn'; address: string }
  | { kind: 'too-old'; address: string; version: string }
  | { kind: 'too-new'; address: string; version: string }
  | { kind: 'signed-out' }
  /** The server's problem answer. */
  | {
      kind: 'refused';
      code: string;
      title: string;
      detail: string;
      errors: { path: string; message: string }[];
      retryAfter: number | null;
    }
  | { kind: 'permission-missing'; origins: string[] }
  | { kind: 'not-in-this-browser' }
  /** Wrong, or what it would open was changed. */
  | { kind: 'passphrase-wrong' }
  | { kind: 'passphrase-short'; least: number }
  | { kind: 'vault-damaged' }
  | { kind: 'vault-locked' }
  | { kind: 'tab-gone' }
  /** No key was used on this origin before. */
  | { kind: 'nothing-used-here' }
  /** It is another tab's own. */
  | { kind: 'other-tabs-key' }
  /** The page's own form did not take it. */
  | { kind: 'form-not-filled' }
  | { kind: 'no-api-document'; url: string }
  | { kind: 'internal'; detail: string };

export type Result<T> = { ok: true; value: T } | { ok: false; failure: Failure };

/** Takes → gives, by name. `undefined` where there is nothing to take or give. */
export interface Messages extends AdminMessages {
  /** As last known, from storage: answers at once, also while the server is away. */
  'session.state': [undefined, SessionState];
  /** Asks the server anew; fails with `no-answer` while it is away. */
  'session.refresh': [undefined, SessionState];
  /** Looks at an address as it is typed; stores nothing. */
  'session.probe': [{ address: string }, { address: string; server: ServerInfo }];
  'session.connect': [{ address: string }, SessionState];
  'session.disconnect': [undefined, SessionState];
  'session.setup': [
    {
      setupCode: string;
      organization: { name: string };
      admin: { name: string; email: string; password: string };
    },
    SessionState,
  ];
  'session.sign-in': [{ email: string; password: string }, SessionState];
  'session.accept': [{ code: string; password: string }, SessionState];
  'session.sign-out': [undefined, SessionState];
  'session.switch-org': [{ orgId: string }, SessionState];

  /** The last known list at once; null before the first fetch. */
  'keys.cached': [{ showRevoked: boolean }, KeyList | null];
  'keys.list': [{ showRevoked: boolean }, KeyList];
  'keys.permissions': [undefined, { items: Permission[] }];
  'keys.create': [NewKey, Reveal | Requested];
  /** The secret of a key that was approved, once. */
  'keys.collect': [{ id: string }, Reveal];
  /** The person's one switch; null where there is no secret to show: it was so already, or is off. */
  'keys.set-personal': [{ enabled: boolean }, Reveal | Requested | null];
  'keys.rename': [{ id: string; name: string }, ListedKey];
  'keys.disable': [{ id: string }, ListedKey];
  'keys.enable': [{ id: string }, ListedKey];
  'keys.revoke': [{ id: string }, ListedKey];
  'keys.regenerate': [{ id: string; graceSeconds: number }, Reveal];
  'keys.delete': [{ id: string }, undefined];

  'vault.state': [undefined, VaultState];
  'vault.set-up': [{ passphrase: string }, VaultState];
  'vault.unlock': [{ passphrase: string; saveHeld: boolean }, VaultState];
  'vault.lock': [undefined, VaultState];
  'vault.change': [{ passphrase: string; next: string }, VaultState];
  /** Destroys what it holds. */
  'vault.reset': [undefined, VaultState];
  /** The person is at work in a screen, which puts the lock off. */
  'vault.active': [undefined, undefined];

  'settings.read': [undefined, SettingsState];
  'settings.write': [Partial<Settings>, SettingsState];
  /** Match patterns of the sites that the browser lets us act on. */
  'hosts.list': [undefined, string[]];
  'hosts.give-back': [{ pattern: string }, string[]];
  'account.sessions': [undefined, ListedSession[]];
  'account.end-session': [{ id: string }, ListedSession[]];
  'account.change-password': [{ currentPassword: string; newPassword: string }, undefined];

  /** Of a key made in this browser, to be copied again. */
  'keys.secret': [{ id: string }, { secret: string }];
  /** A screen has put a secret on the clipboard; gives the seconds until it is to be cleared. */
  'clipboard.copied': [{ digest: string }, number];
  /** `clearAt`: ms since the epoch. */
  'clipboard.read': [undefined, { digest: string; clearAt: number } | null];
  'clipboard.forget': [{ digest: string }, undefined];

  'reveal.get': [undefined, Reveal | null];
  'reveal.copied': [undefined, undefined];
  'reveal.done': [undefined, undefined];

  'tab.state': [{ tabId: number }, TabState];
  /**
   * Sets the key on the tab if the permissions are there. If not, it is remembered and
   * set as soon as the browser grants them (the prompt may close the popup).
   */
  'tab.use': [UseRequest, TabState];
  /** Drops what waits for a permission that was refused. */
  'tab.cancel': [{ tabId: number }, undefined];
  'tab.stop': [{ tabId: number }, TabState];
  /** The last requests that the tab's key went with, newest first. */
  'tab.happened': [{ tabId: number }, Happened[]];
  /** Sets the key that was last used on the page's origin, as it was set then. */
  'tab.use-last': [{ tabId: number }, TabState];
  /** Puts the key into the page's own form: from then on the page has it. */
  'tab.fill': [{ tabId: number; pageOrigin: string; keyId: string; schemeId: string }, undefined];
  /** Looks why a key is not applied, one step after another. */
  'tab.check': [{ tabId: number }, { checks: TabCheck[] }];
  /** Where the API's document of the page in the tab is; null to go by the page again. */
  'tab.document': [{ tabId: number; url: string | null }, TabState];

  /** Makes a key for this tab only and sets it as `tab.use` does. */
  'tab-key.make': [NewTabKey, TabState];
  /** Sets the tab's own key that waited for a permission. */
  'tab-key.use': [{ tabId: number }, TabState];

  /** What waits on a tab for a permission; null for nothing. */
  'tab.pending': [{ tabId: number }, (UseRequest & { keyName: string }) | null];

  'access.read': [undefined, { org: Org; preview: AccessPreview }];
  'access.set': [{ apiAccess: boolean }, { org: Org; preview: AccessPreview }];

  /** Brings the full tab to the front, at that place; opens it where it is not open. */
  'full-tab.open': [{ place: string }, undefined];
  /** Opens the page that asks the browser for what the tab's key waits for. */
  'full-tab.ask': [{ tabId: number }, undefined];

  /** What was typed and not yet sent, per form; kept in memory storage. */
  'drafts.read': [undefined, Record<string, Record<string, unknown>>];
  'draft.write': [{ form: string; fields: Record<string, unknown> | null }, undefined];
}

export type MessageName = keyof Messages;
export type Takes<N extends MessageName> = Messages[N][0];
export type Gives<N extends MessageName> = Messages[N][1];

/** What the background tells every open page of the extension, for it to read again. */
export interface Notice {
  changed: 'session' | 'keys' | 'tabs' | 'traffic' | 'vault' | 'settings' | 'approvals';
}

/** What travels from a screen to the background. */
export interface Envelope<N extends MessageName = MessageName> {
  name: N;
  takes: Takes<N>;
}
