import type { Tabs } from 'webextension-polyfill';
import { browser } from '../../browser.ts';
import type { ApiPageKind, PageInfo } from '../../messages/page.ts';
import { matchPattern, webOrigin } from '../../origins.ts';
import type { ApiPage, DescribedApi, Look } from '../../pages/api-page.ts';
import { parseDocument } from '../../pages/document.ts';
import { API_PAGES } from '../../pages/index.ts';
import { describeOpenApi, toLook } from '../../pages/look.ts';
import { uniqueOrigins } from '../../pages/openapi.ts';
import { field, label, list, text } from '../../pages/untrusted.ts';
import { stored } from '../../stored.ts';
import { type FoundDocument, readDocument, readLinkHeader } from './document.ts';
import { runInPage } from './in-page.ts';

const MAX_ORIGINS = 10;
const MAX_HEADERS = 10;
const MAX_REQUESTS = 500;
/** RFC 9727. */
const CATALOGUE = '/.well-known/api-catalog';

/** What a look into any page gives. */
export interface Around {
  requests: string[];
  hasServiceWorker: boolean;
  /** When the document began, as the page's clock has it: another one is another document. */
  began: number;
}

export interface PageApi extends DescribedApi {
  kind: ApiPageKind;
  /** Empty where none is named. */
  documentUrl: string;
}

/** The page in a tab, as far as the browser lets us see it. */
export async function readPage(tab: Tabs.Tab): Promise<PageInfo> {
  const { id: tabId, url } = tab;
  if (tabId === undefined || url === undefined) return { seen: false, reason: 'no-permission' };
  const origin = webOrigin(url);
  if (origin === null) return { seen: false, reason: 'not-a-web-page' };
  const [given, seen, ...found] = await Promise.all([
    stored.givenDocuments.read().then((all) => all[origin] ?? null),
    runInPage(tabId, lookAround),
    ...API_PAGES.map((page) => runInPage(tabId, page.detect)),
  ]);
  const around = toAround(seen);
  const api = await readApi(tabId, url, around, found, given);
  return describePage(url, tab.title ?? '', api, around, given);
}

/** Makes sense of what was found. The page may have made all of it up. */
export function describePage(
  url: string,
  title: string,
  api: PageApi | null,
  around: Around,
  givenDocument: string | null = null,
): PageInfo {
  const origin = new URL(url).origin;
  const asked = uniqueOrigins(around.requests, url);
  const called = uniqueOrigins(callsAmong(around.requests, url, api), url);
  // A page's own requests go to analytics too: they count only where no document speaks.
  const candidates = [api?.apiOrigins ?? [], asked, [origin]];
  const apiOrigins = candidates.find((origins) => origins.length > 0) ?? [];
  const headers = api?.headers.slice(0, MAX_HEADERS) ?? [];
  return {
    seen: true,
    origin,
    title: label(title, 200),
    apiPage: api && {
      kind: api.kind,
      apiName: api.apiName,
      schemes: api.schemes,
      operations: api.operations,
    },
    apiOrigins: apiOrigins.slice(0, MAX_ORIGINS),
    headers: headers.length > 0 ? headers : [{ kind: 'bearer' }],
    called: called.slice(0, MAX_ORIGINS),
    hasServiceWorker: around.hasServiceWorker,
    givenDocument,
  };
}

/** The API of a page by what its kind's `detect` gave and the document that this led to. */
export function describeApi(
  { kind, describe = describeOpenApi }: Pick<ApiPage, 'kind' | 'describe'>,
  look: Look,
  found: FoundDocument | null,
  pageUrl: string,
): PageApi {
  const at = found ? { ...look, documentUrl: found.url } : look;
  return { kind, documentUrl: at.documentUrl, ...describe(at, found?.document, pageUrl) };
}

/**
 * Whatever is no call of an API: its document, and what we ask for ourselves from inside a
 * page that is of no kind we know, to find one (`readLinkHeader`, `CATALOGUE`).
 */
function callsAmong(requests: string[], url: string, api: PageApi | null): string[] {
  const isKnown = api !== null && api.kind !== 'linked';
  const documents = [api?.documentUrl, ...(isKnown ? [] : [url, CATALOGUE])]
    .filter((at) => at && URL.canParse(at, url))
    .map((at) => withoutFragment(new URL(at as string, url)));
  return requests.filter(
    (one) => URL.canParse(one, url) && !documents.includes(withoutFragment(new URL(one, url))),
  );
}

function withoutFragment({ href, hash }: URL): string {
  return hash ? href.slice(0, -hash.length) : href;
}

export function toAround(seen: unknown): Around {
  const began = field(seen, 'began');
  return {
    requests: list(field(seen, 'requests'), MAX_REQUESTS).flatMap(
      (name) => text(name, 2_000) ?? [],
    ),
    hasServiceWorker: field(seen, 'hasServiceWorker') === true,
    began: typeof began === 'number' ? began : 0,
  };
}

/** Documents that were fetched, so that opening the popup again asks nobody again. */
const fetched = new Map<number, { name: string; found: FoundDocument | null }>();
const MOST_FETCHED = 20;

async function readApi(
  tabId: number,
  url: string,
  around: Around,
  found: unknown[],
  given: string | null,
): Promise<PageApi | null> {
  const fetchOnce = async (at: string | null) => {
    const name = `${around.began} ${at ?? ''}`;
    const known = fetched.get(tabId);
    if (known?.name === name) return known.found;
    const where = at ?? (await readLinkHeader(tabId, url)) ?? CATALOGUE;
    const document = await readDocument(tabId, url, where);
    if (fetched.size >= MOST_FETCHED) fetched.clear();
    // What could not be had may be there the next time.
    if (document) fetched.set(tabId, { name, found: document });
    return document;
  };
  if (given !== null) {
    const document = await fetchOnce(given);
    const look = { heading: '', documentUrl: given, documentText: '', selectedServer: '' };
    if (document) return describeApi({ kind: 'given' }, look, document, url);
  }
  for (const [at, page] of API_PAGES.entries()) {
    const look = toLook(found[at]);
    if (look) return describeApi(page, look, await documentOf(look, url, fetchOnce), url);
  }
  if (!(await browser.permissions.contains({ origins: [matchPattern(url)] }))) return null;
  const look = { heading: '', documentUrl: '', documentText: '', selectedServer: '' };
  const document = await fetchOnce(null);
  return document && describeApi({ kind: 'linked' }, look, document, url);
}

async function documentOf(
  { documentText, documentUrl }: Look,
  url: string,
  fetchOnce: (at: string) => Promise<FoundDocument | null>,
): Promise<FoundDocument | null> {
  const document = parseDocument(documentText);
  if (document !== undefined) return { document, url: documentUrl || url };
  return documentUrl ? fetchOnce(documentUrl) : null;
}

/** Runs inside the page: where its scripts asked, and whether a service worker stands between. */
function lookAround(): Around {
  return {
    requests: (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
      .filter(
        ({ initiatorType }) => initiatorType === 'fetch' || initiatorType === 'xmlhttprequest',
      )
      .slice(-500)
      .map(({ name }) => name.slice(0, 2_000)),
    // Absent where the page is no secure context.
    hasServiceWorker: Boolean(navigator.serviceWorker?.controller),
    began: performance.timeOrigin,
  };
}
