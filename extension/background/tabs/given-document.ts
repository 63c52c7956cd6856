import { browser } from '../../browser.ts';
import type { TabState } from '../../messages/tabs.ts';
import { webOrigin } from '../../origins.ts';
import { stored } from '../../stored.ts';
import { Failed } from '../failed.ts';
import { readDocument } from './document.ts';
import { tabState } from './state.ts';

/** Goes by the document that the person names for this page; null to go by the page again. */
export async function giveDocument(tabId: number, url: string | null): Promise<TabState> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  const origin = tab?.url === undefined ? null : webOrigin(tab.url);
  if (!tab?.url || origin === null) throw new Failed({ kind: 'tab-gone' });
  if (url !== null && !(await readDocument(tabId, tab.url, url))) {
    throw new Failed({ kind: 'no-api-document', url });
  }
  await stored.givenDocuments.update((all) => {
    const { [origin]: _, ...others } = all;
    return url === null ? others : { ...others, [origin]: url };
  });
  return tabState(tabId);
}
