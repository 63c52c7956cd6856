import { browser } from '../../browser.ts';
import type { PageInfo } from '../../messages/page.ts';
import type { TabState } from '../../messages/tabs.ts';
import { stored } from '../../stored.ts';
import { Failed } from '../failed.ts';
import { lastKeyOn } from './last-key.ts';
import { readPage } from './page.ts';
import { dropUse } from './uses.ts';

export async function tabState(tabId: number): Promise<TabState> {
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab) throw new Failed({ kind: 'tab-gone' });
  const [page, uses, ends, leases] = await Promise.all([
    readPage(tab),
    stored.tabUses.read(),
    stored.tabEnds.read(),
    stored.tabKeyLeases.read(),
  ]);
  const use = uses[tabId] ?? null;
  const lease = leases.find(({ keyId }) => keyId !== null && keyId === use?.keyId);
  return {
    tabId,
    page,
    use,
    ended: ends[tabId] ?? null,
    tabKey: lease ? { until: lease.until } : null,
    last: await lastHere(page),
  };
}

export async function stopUse(tabId: number): Promise<TabState> {
  await dropUse(tabId);
  return tabState(tabId);
}

async function lastHere(page: PageInfo): Promise<TabState['last']> {
  const session = page.seen ? await stored.session.read() : null;
  if (!page.seen || !session) return null;
  const [last, secrets] = await Promise.all([
    lastKeyOn(page.origin, session),
    stored.secrets.read(),
  ]);
  if (!last || !(last.keyId in secrets)) return null;
  const { keyId, keyName, apiOrigins, header } = last;
  return { keyId, keyName, apiOrigins, header };
}
