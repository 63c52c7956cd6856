/** Keys on tabs. */

import type { KeyHeader, PageInfo } from './page.ts';
import type { Happened } from './traffic.ts';

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

/** What a screen asks to be set; kept while the browser's permission prompt is open. */
export interface UseRequest {
  tabId: number;
  keyId: string;
  pageOrigin: string;
  apiOrigins: string[];
  header: KeyHeader;
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

export interface TabMessages {
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
}
