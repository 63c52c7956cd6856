/** What may be chosen for a page, and what is likeliest. */

import type { KeyHeader, ListedKey, PageInfo, UseRequest } from '../../messages.ts';

export type SeenPage = Extract<PageInfo, { seen: true }>;

export interface Choices {
  apiOrigins: string[];
  header: KeyHeader;
}

const BEARER: KeyHeader = { kind: 'bearer' };
/** What an API that takes keys in a header of its own mostly calls it. */
const USUAL: KeyHeader = { kind: 'api-key', name: 'X-API-Key' };

/** The hosts that a key may be set for: those that the page calls, and its own. */
export function offeredOrigins(page: SeenPage): string[] {
  return [...new Set([...page.apiOrigins, page.origin])];
}

/** The headers that its document names; the two usual ones where it has none to go by. */
export function offeredHeaders(page: SeenPage): KeyHeader[] {
  const all = [...page.headers, BEARER, ...(page.apiPage ? [] : [USUAL])];
  return all.filter((one, index) => all.findIndex((other) => sameHeader(other, one)) === index);
}

export function likeliest(page: SeenPage): Choices {
  return {
    apiOrigins: [page.apiOrigins[0] ?? page.origin],
    header: offeredHeaders(page)[0] ?? BEARER,
  };
}

/** What was chosen before, where the page still offers it; else the likeliest. */
export function chosenFor(page: SeenPage, before: { pageOrigin: string } & Choices): Choices {
  const likely = likeliest(page);
  if (before.pageOrigin !== page.origin) return likely;
  const apiOrigins = offeredOrigins(page).filter((one) => before.apiOrigins.includes(one));
  const header = offeredHeaders(page).find((one) => sameHeader(one, before.header));
  return { apiOrigins, header: header ?? likely.header };
}

export function requestFor(
  tabId: number,
  page: SeenPage,
  keyId: string,
  choices: Choices,
): UseRequest {
  return { tabId, keyId, pageOrigin: page.origin, ...choices };
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
