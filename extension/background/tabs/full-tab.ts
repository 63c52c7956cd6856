/** The extension's page in a tab of its own. */

import { browser } from '../../browser.ts';

const PAGE = 'manage.html';

export async function openFullTab(place: string): Promise<void> {
  const page = browser.runtime.getURL(PAGE);
  const url = `${page}#${place}`;
  const open = await browser.tabs.query({ url: page });
  const tab = open[0];
  if (tab?.id === undefined) {
    await browser.tabs.create({ url });
    return;
  }
  await browser.tabs.update(tab.id, { active: true, url });
  if (tab.windowId !== undefined) await browser.windows.update(tab.windowId, { focused: true });
}

export async function openAsking(tabId: number): Promise<void> {
  await browser.tabs.create({ url: browser.runtime.getURL(`${PAGE}?allow=${tabId}`) });
}
