import { browser } from '../browser.ts';
import { browserWords } from '../browser-words.ts';
import type { TabUse } from '../messages.ts';

/** The accent on light, legible under the white dot in both themes. */
const COLOR = '#0f766e';

export async function paintBadge({ tabId, keyName }: TabUse): Promise<void> {
  await onTab([
    browser.action.setBadgeText({ tabId, text: '●' }),
    browser.action.setBadgeBackgroundColor({ tabId, color: COLOR }),
    browser.action.setTitle({ tabId, title: browserWords('setOnTab', keyName) }),
  ]);
}

export async function clearBadge(tabId: number): Promise<void> {
  await onTab([
    browser.action.setBadgeText({ tabId, text: '' }),
    browser.action.setTitle({ tabId, title: browserWords('name') }),
  ]);
}

/** The tab may close at any moment; then there is nothing left to paint. */
async function onTab(calls: Promise<void>[]): Promise<void> {
  await Promise.allSettled(calls);
}
