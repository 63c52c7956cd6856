import { browser } from '../browser.ts';
import type { TabUse } from '../messages.ts';

const NAME = 'Keyturn';
/** The accent on light, legible under the white dot in both themes. */
const COLOR = '#0f766e';

export async function paintBadge({ tabId, keyName }: TabUse): Promise<void> {
  await onTab([
    browser.action.setBadgeText({ tabId, text: '●' }),
    browser.action.setBadgeBackgroundColor({ tabId, color: COLOR }),
    browser.action.setTitle({ tabId, title: `${NAME}: ${keyName} is set on this tab` }),
  ]);
}

export async function clearBadge(tabId: number): Promise<void> {
  await onTab([
    browser.action.setBadgeText({ tabId, text: '' }),
    browser.action.setTitle({ tabId, title: NAME }),
  ]);
}

/** The tab may close at any moment; then there is nothing left to paint. */
async function onTab(calls: Promise<void>[]): Promise<void> {
  await Promise.allSettled(calls);
}
