import type { Tabs } from 'webextension-polyfill';
import { browser } from '../../browser.ts';
import type { PageInfo } from '../../messages.ts';
import { webOrigin } from '../../origins.ts';
import { API_PAGES } from '../../pages/index.ts';
import { uniqueOrigins } from '../../pages/openapi.ts';
import { label, list, text } from '../../pages/untrusted.ts';

const MAX_ORIGINS = 10;
const MAX_HEADERS = 10;
const MAX_REQUESTS = 500;
/** Milliseconds until a page that does not let a script end is described without it. */
const PATIENCE = 2_000;

/** The page in a tab, as far as the browser lets us see it. */
export async function readPage(tab: Tabs.Tab): Promise<PageInfo> {
  const { id: tabId, url } = tab;
  if (tabId === undefined || url === undefined) return { seen: false, reason: 'no-permission' };
  const origin = webOrigin(url);
  if (origin === null) return { seen: false, reason: 'not-a-web-page' };
  const [detected, requests] = await Promise.all([
    Promise.all(API_PAGES.map((page) => runInPage(tabId, page.detect))),
    runInPage(tabId, listRequests),
  ]);
  return describePage(url, tab.title ?? '', detected, requests);
}

/**
 * Makes sense of what scripts in the page gave; `detected` holds one value per entry of
 * `API_PAGES`. The page may have made all of it up.
 */
export function describePage(
  url: string,
  title: string,
  detected: unknown[],
  requests: unknown,
): PageInfo {
  const origin = new URL(url).origin;
  const described = API_PAGES.flatMap(({ kind, describe }, index) => {
    const api = describe(detected[index], url);
    return api ? [{ kind, ...api }] : [];
  })[0];
  const called = list(requests, MAX_REQUESTS).map((name) => text(name, 2_000));
  // A page's own requests go to analytics too: they count only where no document speaks.
  const candidates = [described?.apiOrigins ?? [], uniqueOrigins(called, url), [origin]];
  const apiOrigins = candidates.find((origins) => origins.length > 0) ?? [];
  const headers = described?.headers.slice(0, MAX_HEADERS) ?? [];
  return {
    seen: true,
    origin,
    title: label(title, 200),
    apiPage: described ? { kind: described.kind, apiName: described.apiName } : null,
    apiOrigins: apiOrigins.slice(0, MAX_ORIGINS),
    headers: headers.length > 0 ? headers : [{ kind: 'bearer' }],
  };
}

/** Runs inside the page: the addresses that its scripts asked for. */
function listRequests(): string[] {
  return (performance.getEntriesByType('resource') as PerformanceResourceTiming[])
    .filter(({ initiatorType }) => initiatorType === 'fetch' || initiatorType === 'xmlhttprequest')
    .slice(-500)
    .map(({ name }) => name.slice(0, 2_000));
}

/** What `func` gives in the page's own world; undefined where it cannot run or does not end. */
async function runInPage(tabId: number, func: () => unknown): Promise<unknown> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, PATIENCE, undefined);
  });
  try {
    const run = browser.scripting.executeScript({ target: { tabId }, world: 'MAIN', func });
    const [frame] = (await Promise.race([run, patience])) ?? [];
    return frame?.result;
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}
