import { browser } from '../../browser.ts';
import type { TabState } from '../../messages.ts';
import { stored } from '../../stored.ts';
import { Failed } from '../failed.ts';
import { readPage } from './page.ts';
import { dropUse } from './uses.ts';

export async function tabState(tabId: number): Promise<TabState> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab) throw new Failed({ kind: 'tab-gone' });
  const [page, uses, ends] = await Promise.all([
    readPage(tab),
    stored.tabUses.read(),
    stored.tabEnds.read(),
  ]);
  return { tabId, page, use: uses[tabId] ?? null, ended: ends[tabId] ?? null };
}

export async function stopUse(tabId: number): Promise<TabState> {
  await dropUse(tabId);
  return tabState(tabId);
}
