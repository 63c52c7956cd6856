/** The keys set on tabs: how one is taken off, and what makes the browser take it off. */

import { browser } from '../../browser.ts';
import type { TabState, TabUse } from '../../messages/tabs.ts';
import { matchPatterns, webOrigin } from '../../origins.ts';
import { stored } from '../../stored.ts';
import { writeTogether } from '../../stored-item.ts';
import { paintAction } from '../action/paint.ts';
import { applyUses } from '../injection/apply.ts';
import { notify } from '../notify.ts';

export type WhyEnded = NonNullable<TabState['ended']>['why'];

/** Takes the key off every tab that `ending` gives a reason for. */
export async function endUses(ending: (use: TabUse) => WhyEnded | null): Promise<void> {
  const ended: [tabId: string, keyName: string, why: WhyEnded][] = [];
  await writeTogether('session', [
    stored.tabUses.changed((uses) => {
      const left = Object.entries(uses).filter(([tabId, use]) => {
        const why = ending(use);
        if (why) ended.push([tabId, use.keyName, why]);
        return why === null;
      });
      return ended.length > 0 ? Object.fromEntries(left) : uses;
    }),
    stored.tabEnds.changed((ends) => {
      const fresh = ended.map(([tabId, keyName, why]) => [tabId, { keyName, why }]);
      return fresh.length > 0 ? { ...ends, ...Object.fromEntries(fresh) } : ends;
    }),
  ]);
  if (ended.length === 0) return;
  await applyUses();
  await notify('tabs');
}

/** Takes the key off one tab, with no reason kept: the person asked for it, or the tab is gone. */
export async function dropUse(tabId: number): Promise<void> {
  const uses = await stored.tabUses.read();
  await writeTogether('session', [
    stored.tabUses.changed((all) => without(all, tabId)),
    stored.tabEnds.changed((all) => without(all, tabId)),
    stored.pendingUses.changed((all) => without(all, tabId)),
  ]);
  if (!uses[tabId]) return;
  await applyUses();
  await notify('tabs');
}

/**
 * Compares every use with what the browser says now: the tab is on the page's origin,
 * and the permissions are there. Then applies what is left.
 */
export async function checkUses(): Promise<void> {
  for (const use of Object.values(await stored.tabUses.read())) await checkUse(use);
  await applyUses();
}

/** Whether the use still stands; ends it if not. */
export async function checkUse(use: TabUse): Promise<void> {
  const tab = await browser.tabs.get(use.tabId).catch(() => null);
  if (!tab) return dropUse(use.tabId);
  const isSame = (other: TabUse) => other.tabId === use.tabId && other.since === use.since;
  const origins = matchPatterns([use.pageOrigin, ...use.apiOrigins]);
  if (!(await browser.permissions.contains({ origins }))) {
    return endUses((other) => (isSame(other) ? 'permission-removed' : null));
  }
  // The permission shows us the address on that origin; hidden means elsewhere.
  if (webOrigin(tab.url ?? '') !== use.pageOrigin) {
    return endUses((other) => (isSame(other) ? 'left-site' : null));
  }
}

/** After any change of a tab. The browser drops a tab's icon with each new document. */
export async function tabUpdated(tabId: number): Promise<void> {
  const use = (await stored.tabUses.read())[tabId];
  if (!use) {
    if ((await stored.tabEnds.read())[tabId]) await paintAction();
    return;
  }
  await checkUse(use);
  await applyUses();
}

/** The same record where there is nothing to take out, so that nothing is written. */
export function without<T>(all: Record<string, T>, tabId: number): Record<string, T> {
  if (!(tabId in all)) return all;
  const { [tabId]: _, ...others } = all;
  return others;
}
