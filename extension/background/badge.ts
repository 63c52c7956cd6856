import { browser } from '../browser.ts';
import { browserWords } from '../browser-words.ts';
import type { TabUse } from '../messages.ts';

/** The accent on light, legible under the white dot in both themes. */
const COLOR = '#0f766e';
const QUIET = '#475569';

export async function paintBadge({ tabId, keyName }: TabUse): Promise<void> {
  await onTab([
    browser.action.setBadgeText({ tabId, text: '●' }),
    browser.action.setBadgeBackgroundColor({ tabId, color: COLOR }),
    browser.action.setTitle({ tabId, title: browserWords('setOnTab', keyName) }),
  ]);
}

export async function clearBadge(tabId: number): Promise<void> {
  await onTab([
    // Not the empty text: what stands on every tab shows again.
    browser.action.setBadgeText({ tabId, text: null }),
    browser.action.setTitle({ tabId, title: browserWords('name') }),
  ]);
}

/** How many keys wait for the admin's approval, on every tab that says nothing else. */
export async function paintWaiting(count: number): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text: count > 0 ? String(count) : '' }),
    browser.action.setBadgeBackgroundColor({ color: QUIET }),
  ]);
}

/** The tab may close at any moment; then there is nothing left to paint. */
async function onTab(calls: Promise<void>[]): Promise<void> {
  await Promise.allSettled(calls);
}
