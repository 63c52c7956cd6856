/** What may be chosen for a page, and what is likeliest. */

import type { ListedKey } from '../../messages/keys.ts';
import type { KeyHeader, PageInfo } from '../../messages/page.ts';
import type { TabState, UseRequest } from '../../messages/tabs.ts';
import { webOrigin } from '../../origins.ts';

export type SeenPage = Extract<PageInfo, { seen: true }>;

export interface Choices {
  apiOrigins: string[];
  /** Hosts that the page does not name and the person has added. */
  added: string[];
  header: KeyHeader;
}

const BEARER: KeyHeader = { kind: 'bearer' };
/** What an API that takes keys in a header of its own mostly calls it. */
const USUAL: KeyHeader = { kind: 'api-key', name: 'X-API-Key' };

/** The hosts that a key may be set for: those that the page calls, its own, and those added. */
export function offeredOrigins(page: SeenPage, added: string[] = []): string[] {
  return [...new Set([...page.apiOrigins, page.origin, ...added])];
}

/** The headers that its document names; the two usual ones where it has none to go by. */
export function offeredHeaders(page: SeenPage): KeyHeader[] {
  const all = [...page.headers, BEARER, ...(page.apiPage ? [] : [USUAL])];
  return all.filter((one, index) => all.findIndex((other) => sameHeader(other, one)) === index);
}

export function likeliest(page: SeenPage): Choices {
  return {
    apiOrigins: [page.apiOrigins[0] ?? page.origin],
    added: [],
    header: offeredHeaders(page)[0] ?? BEARER,
  };
}

/** As it was last used on this site; the likeliest where none was. */
export function startingFor(page: SeenPage, last: TabState['last']): Choices {
  const likely = likeliest(page);
  if (!last) return likely;
  const offered = offeredOrigins(page);
  return {
    apiOrigins: last.apiOrigins,
    added: last.apiOrigins.filter((one) => !offered.includes(one)),
    header: offeredHeaders(page).find((one) => sameHeader(one, last.header)) ?? likely.header,
  };
}

/** What was chosen before, where the page still offers it; else what it starts with. */
export function chosenFor(
  page: SeenPage,
  before: { pageOrigin: string } & Choices,
  last: TabState['last'] = null,
): Choices {
  const starting = startingFor(page, last);
  if (before.pageOrigin !== page.origin) return starting;
  const { added } = before;
  const apiOrigins = offeredOrigins(page, added).filter((one) => before.apiOrigins.includes(one));
  const header = offeredHeaders(page).find((one) => sameHeader(one, before.header));
  return { apiOrigins, added, header: header ?? starting.header };
}

export function requestFor(
  tabId: number,
  page: SeenPage,
  keyId: string,
  { apiOrigins, header }: Choices,
): UseRequest {
  return { tabId, keyId, pageOrigin: page.origin, apiOrigins, header };
}

/**
 * The origin that was typed as another host: `https` where no scheme is given, but for
 * this machine. Null for what is no web address.
 */
export function typedOrigin(typed: string): string | null {
  const text = typed.trim();
  if (text === '') return null;
  if (/^[a-z][a-z0-9+.-]*:\/\//i.test(text)) return webOrigin(text);
  const isLocal = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$)/i.test(text);
  return webOrigin(`${isLocal ? 'http' : 'https'}://${text}`);
}

/** The keys that can be set: active, and their secret here. */
export function usableKeys(keys: ListedKey[]): ListedKey[] {
  return keys.filter((key) => key.inThisBrowser && key.status === 'active');
}

/** The header's name alone: `Authorization`, `X-API-Key`. */
export function headerName(header: KeyHeader): string {
  return header.kind === 'bearer' ? 'Authorization' : header.name;
}

/** Header names are the same whatever their case (RFC 9110, 5.1). */
export function sameHeader(a: KeyHeader, b: KeyHeader): boolean {
  return a.kind === b.kind && headerName(a).toLowerCase() === headerName(b).toLowerCase();
}
