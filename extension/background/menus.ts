/** The page's context menu: "Use key…" and, where a key is set, "Stop". */

import type { Menus, Tabs } from 'webextension-polyfill';
import { browser } from '../browser.ts';
import { browserWords } from '../browser-words.ts';
import { stored } from '../stored.ts';
import { openThisTab } from './action/open.ts';
import { createMutex } from './mutex.ts';
import { inBackground } from './run.ts';
import { dropUse } from './tabs/uses.ts';

const USE = 'use-key';
const STOP = 'stop';
const menu: Menus.CreateCreatePropertiesType = {
  contexts: ['page'],
  documentUrlPatterns: ['http://*/*', 'https://*/*'],
};

const inTurn = createMutex();

/** Made anew at every start: the browser may have kept an older version's. */
export function makeMenus(): Promise<void> {
  return inTurn(async () => {
    await browser.contextMenus.removeAll();
    browser.contextMenus.create({ ...menu, id: USE, title: browserWords('menuUse') });
    browser.contextMenus.create({
      ...menu,
      id: STOP,
      title: browserWords('menuStop', ''),
      visible: false,
    });
    await showStop();
  });
}

/** After another tab came to the front, and whenever a key was set or taken off. */
export function updateMenus(): Promise<void> {
  return inTurn(showStop);
}

async function showStop(): Promise<void> {
  const [tab] = await browser.tabs.query({ active: true, lastFocusedWindow: true });
  const use = tab?.id === undefined ? undefined : (await stored.tabUses.read())[tab.id];
  await browser.contextMenus.update(STOP, {
    visible: use !== undefined,
    // An ampersand would underline what follows it.
    title: browserWords('menuStop', use?.keyName.replaceAll('&', '&&') ?? ''),
  });
}

export function menuPressed({ menuItemId }: Menus.OnClickData, tab: Tabs.Tab | undefined): void {
  if (!tab) return;
  if (menuItemId === USE) inBackground(openThisTab(tab));
  if (menuItemId === STOP && tab.id !== undefined) inBackground(dropUse(tab.id));
}
