/** The second way, by the person's choice: the page's own form gets the key. */

import { browser } from '../../browser.ts';
import type { Takes } from '../../messages/messages.ts';
import { webOrigin } from '../../origins.ts';
import { API_PAGES } from '../../pages/index.ts';
import { stored } from '../../stored.ts';
import { Failed } from '../failed.ts';
import { requireUsableKey } from '../keys/watch.ts';
import { runInPage } from './in-page.ts';
import { readPage } from './page.ts';

export async function fillForm(takes: Takes<'tab.fill'>): Promise<void> {
  const { tabId, pageOrigin, keyId, schemeId } = takes;
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (tab?.url === undefined || webOrigin(tab.url) !== pageOrigin) {
    throw new Failed({ kind: 'tab-gone' });
  }
  const page = await readPage(tab);
  const apiPage = page.seen ? page.apiPage : null;
  const fill = API_PAGES.find(({ kind }) => kind === apiPage?.kind)?.fill;
  const scheme = apiPage?.schemes.find(({ id }) => id === schemeId);
  if (!fill || !scheme?.fillable) throw new Failed({ kind: 'form-not-filled' });
  await requireUsableKey(keyId);
  const kept = (await stored.secrets.read())[keyId];
  if (!kept) throw new Failed({ kind: 'not-in-this-browser' });
  const isBearer = scheme.header?.kind === 'bearer';
  // Where the document has a bearer token as an API key, nobody adds the word to it.
  const value = isBearer && !scheme.isHttp ? `Bearer ${kept.secret}` : kept.secret;
  const taken = await runInPage(tabId, fill, schemeId, value, isBearer && scheme.isHttp);
  if (taken !== true) throw new Failed({ kind: 'form-not-filled' });
}
