/** The person’s keys, and the secrets of those made in this browser. */

import type { Key } from '../../shared/contract/keys.ts';
import type { Permission } from '../../shared/contract/orgs.ts';

/** Whether a key's secret is in this browser's memory, so that it can be set on a tab. */
export type ListedKey = Key & { inThisBrowser: boolean };

export interface KeyList {
  keys: ListedKey[];
  /** When it came from the server (ms since the epoch). */
  fetchedAt: number;
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

export interface KeyMessages {
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
}
