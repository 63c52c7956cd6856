/** Getting the document of a page's API, which may lie on another host. */

import { browser } from '../../browser.ts';
import { matchPattern, webOrigin } from '../../origins.ts';
import {
  catalogueTarget,
  headerTarget,
  isApiDocument,
  parseDocument,
} from '../../pages/document.ts';
import { MAX_DOCUMENT } from '../../pages/look.ts';
import { field, text } from '../../pages/untrusted.ts';
import { runInPage } from './in-page.ts';

const TIMEOUT = 5_000;
const MAX_LINKS = 10_000;

export interface FoundDocument {
  document: unknown;
  url: string;
}

/**
 * The API's document at a URL, or the first that an API catalogue there leads to; null
 * where there is none that can be read.
 */
export async function readDocument(
  tabId: number,
  pageUrl: string,
  url: string,
): Promise<FoundDocument | null> {
  const first = await readOne(tabId, pageUrl, url);
  if (!first || isApiDocument(first.document)) return first;
  const target = catalogueTarget(first.document, first.url);
  const second = target === null ? null : await readOne(tabId, pageUrl, target);
  return second && isApiDocument(second.document) ? second : null;
}

/** What the page's own answer names in its `Link` header, as an address; null for none. */
export async function readLinkHeader(tabId: number, pageUrl: string): Promise<string | null> {
  const seen = await runInPage(tabId, askForLinks);
  const url = text(field(seen, 'url'), 2_000);
  const links = text(field(seen, 'links'), MAX_LINKS);
  return links ? headerTarget(links, url || pageUrl) : null;
}

async function readOne(tabId: number, pageUrl: string, url: string): Promise<FoundDocument | null> {
  if (!URL.canParse(url, pageUrl)) return null;
  const { href } = new URL(url, pageUrl);
  const content = await readText(tabId, pageUrl, href);
  const document = parseDocument(content);
  return document === undefined ? null : { document, url: href };
}

/** As the page itself reads it; as the extension where the browser allows us the host. */
async function readText(tabId: number, pageUrl: string, href: string): Promise<string> {
  const origin = webOrigin(href);
  const isOwn = origin === webOrigin(pageUrl);
  const allowed =
    origin !== null &&
    !isOwn &&
    (await browser.permissions.contains({ origins: [matchPattern(origin)] }));
  const found = allowed
    ? await fetchText(href)
    : await runInPage(tabId, fetchInPage, href, MAX_DOCUMENT);
  return text(found, MAX_DOCUMENT) ?? '';
}

async function fetchText(href: string): Promise<string> {
  try {
    const response = await fetch(href, {
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT),
    });
    const content = response.ok ? await response.text() : '';
    return content.length > MAX_DOCUMENT ? '' : content;
  } catch {
    return '';
  }
}

/** Runs inside the page, whose scripts are not told the headers that it came with. */
async function askForLinks(): Promise<{ url: string; links: string } | null> {
  try {
    const { url, headers } = await fetch(location.href, { method: 'HEAD' });
    return { url, links: headers.get('Link') ?? '' };
  } catch {
    return null;
  }
}

/** Runs inside the page, with no more than the page's own rights. */
async function fetchInPage(href: string, most: number): Promise<string> {
  try {
    const response = await fetch(href);
    const content = response.ok ? await response.text() : '';
    return content.length > most ? '' : content;
  } catch {
    return '';
  }
}
