import type { DeclarativeNetRequest } from 'webextension-polyfill';
import { isWellFormed, KEY_PREFIX } from '../../../shared/key-format.ts';
import { isKeyHeaderName } from '../../header-name.ts';
import type { KeyHeader } from '../../messages/page.ts';
import type { TabUse } from '../../messages/tabs.ts';

export type Rule = DeclarativeNetRequest.Rule;
export type UnnumberedRule = Omit<Rule, 'id'>;

/**
 * The rules that set a key on a tab: one per API origin, for what a script of the
 * page's host sends from that tab. Throws for a use or a secret that is not sound, since
 * the browser refuses a whole update for one bad rule.
 */
export function buildRules(use: TabUse, secret: string): UnnumberedRule[] {
  if (!isWellFormed(secret, KEY_PREFIX)) throw new Error('not a well-formed key');
  return use.apiOrigins.map((apiOrigin) => ({
    priority: 1,
    action: { type: 'modifyHeaders', requestHeaders: [buildHeader(use.header, secret)] },
    condition: buildCondition(use.tabId, use.pageOrigin, apiOrigin),
  }));
}

function buildHeader(header: KeyHeader, secret: string) {
  const operation = 'set' as const;
  if (header.kind === 'bearer') {
    return { header: 'Authorization', operation, value: `Bearer ${secret}` };
  }
  if (!isKeyHeaderName(header.name)) throw new Error('not a header that may carry a key');
  return { header: header.name, operation, value: secret };
}

function buildCondition(tabId: number, pageOrigin: string, apiOrigin: string) {
  return {
    tabIds: [tabId],
    // Without it the secret would still go out after the tab has moved to another site.
    // Domains know no ports and include those below them, so a frame from there counts too.
    initiatorDomains: [plainHost(pageOrigin)],
    // `requestDomains` knows no ports; anchored and closed by the slash this is the origin.
    urlFilter: `|${exactOrigin(apiOrigin)}/`,
    // What fetch and XMLHttpRequest make; no other request of a page is an API call.
    resourceTypes: ['xmlhttprequest' as const],
    // A CORS preflight carries no credentials, and the API's log is no place for one.
    excludedRequestMethods: ['options'],
  };
}

/** Whether it is an http or https origin in canonical form, safe in a URL filter. */
export function isPlainOrigin(origin: string): boolean {
  if (!/^https?:\/\//.test(origin) || !URL.canParse(origin)) return false;
  const url = new URL(origin);
  // `*`, `^` and `|` mean something in a URL filter, and `*` may stand in a URL's host.
  return url.origin === origin && /^(?:[a-z0-9._-]+|\[[0-9a-f:.]+\])$/.test(url.hostname);
}

function exactOrigin(origin: string): string {
  if (!isPlainOrigin(origin)) throw new Error('not a plain http or https origin');
  return origin;
}

function plainHost(origin: string): string {
  return new URL(exactOrigin(origin)).hostname;
}
