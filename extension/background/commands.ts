/** The shortcuts, besides the one that opens the popup. The manifest names them. */

import type { Tabs } from 'webextension-polyfill';
import { openThisTab } from './action/open.ts';
import { inBackground } from './run.ts';
import { useLastKey } from './tabs/last-key.ts';
import { dropUse } from './tabs/uses.ts';
import { lockVault } from './vault/vault.ts';

export function commandPressed(name: string, tab: Tabs.Tab | undefined): void {
  if (name === 'lock') inBackground(lockVault());
  if (tab?.id === undefined) return;
  if (name === 'use-last-key') inBackground(lastKeyOr(tab));
  if (name === 'stop') inBackground(dropUse(tab.id));
}

/** What cannot be set at once is asked for or explained on the screen. */
async function lastKeyOr(tab: Tabs.Tab): Promise<void> {
  try {
    await useLastKey(tab.id ?? -1);
  } catch (error) {
    await openThisTab(tab);
    throw error;
  }
}
