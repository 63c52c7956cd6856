import type { TabUse } from '../../messages/tabs.ts';
import { webOrigin } from '../../origins.ts';

/** What the browser tells of a request, of which nothing else is looked at. */
export interface Request {
  tabId: number;
  url: string;
  method: string;
  /** Whose script asked, as an origin or a URL; undefined where the browser hides it. */
  from: string | undefined;
}

/** Whether the rules of that use cover the request (see injection/rules.ts). */
export function isCovered(use: TabUse, { tabId, url, method, from }: Request): boolean {
  if (tabId !== use.tabId || method === 'OPTIONS') return false;
  const origin = webOrigin(url);
  if (origin === null || !use.apiOrigins.includes(origin)) return false;
  const asking = from === undefined ? null : webOrigin(from);
  if (asking === null) return false;
  const host = new URL(asking).hostname;
  const pageHost = new URL(use.pageOrigin).hostname;
  return host === pageHost || host.endsWith(`.${pageHost}`);
}

/** The path alone, shortened: a query may hold anything. */
export function pathOf(url: string): string {
  const { pathname } = new URL(url);
  return pathname.length > 200 ? `${pathname.slice(0, 199)}…` : pathname;
}
