import { browser } from '../browser.ts';
import type { Result, TabState, UseRequest } from '../messages.ts';
import { matchPatterns } from '../origins.ts';
import { send } from '../send.ts';

/**
 * Sets a key on a tab, asking the browser for exactly the page's and the API's hosts.
 * To be called straight from a press: the browser wants the person's gesture.
 */
export async function setOnTab(request: UseRequest): Promise<Result<TabState>> {
  const origins = matchPatterns([request.pageOrigin, ...request.apiOrigins]);
  // Sent before asking: the browser's prompt may close this popup, and then the
  // background sets what it remembers. Nothing is awaited, or the gesture is lost.
  const sent = send('tab.use', request);
  const asked = browser.permissions.request({ origins });
  try {
    if (!(await asked)) return await refuse(request.tabId, origins, sent);
  } catch (error) {
    await sent;
    await send('tab.cancel', { tabId: request.tabId });
    return { ok: false, failure: { kind: 'internal', detail: String(error) } };
  }
  const first = await sent;
  return isPermissionMissing(first) ? send('tab.use', request) : first;
}

/**
 * The same from a popup in front of which the browser's prompt would be hidden: what
 * needs a permission waits, and a tab of ours opens that asks for it.
 */
export async function setOnTabByAsking(request: UseRequest): Promise<Result<TabState>> {
  const first = await send('tab.use', request);
  if (!isPermissionMissing(first)) return first;
  const opened = await send('full-tab.ask', { tabId: request.tabId });
  return opened.ok ? first : opened;
}

export function isPermissionMissing(result: Result<unknown>): boolean {
  return !result.ok && result.failure.kind === 'permission-missing';
}

async function refuse(
  tabId: number,
  origins: string[],
  sent: Promise<unknown>,
): Promise<Result<TabState>> {
  // In this order, or what is cancelled would be remembered afterwards.
  await sent;
  await send('tab.cancel', { tabId });
  return { ok: false, failure: { kind: 'permission-missing', origins } };
}
