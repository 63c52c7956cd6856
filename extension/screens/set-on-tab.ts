import { browser } from '../browser.ts';
import type { Result } from '../messages/failure.ts';
import type { NewTabKey, TabState, UseRequest } from '../messages/tabs.ts';
import { matchPatterns } from '../origins.ts';
import { send } from '../send.ts';

/** What is asked of the background: at once, and anew when the permission has been given. */
export interface HowToSet {
  first: () => Promise<Result<TabState>>;
  again: () => Promise<Result<TabState>>;
}

/** A key that is there already. */
export function byUsing(request: UseRequest): HowToSet {
  const use = () => send('tab.use', request);
  return { first: use, again: use };
}

/** One that is made for this tab. */
export function byMaking(wanted: NewTabKey): HowToSet {
  const { tabId } = wanted.use;
  return {
    first: () => send('tab-key.make', wanted),
    again: () => send('tab-key.use', { tabId }),
  };
}

/**
 * Sets a key on a tab, asking the browser for exactly the page's and the API's hosts.
 * To be called straight from a press: the browser wants the person's gesture.
 */
export async function setOnTab(
  request: Omit<UseRequest, 'keyId'>,
  { first, again }: HowToSet,
): Promise<Result<TabState>> {
  const origins = matchPatterns([request.pageOrigin, ...request.apiOrigins]);
  // Sent before asking: the browser's prompt may close this popup, and then the
  // background sets what it remembers. Nothing is awaited, or the gesture is lost.
  const sent = first();
  const asked = browser.permissions.request({ origins });
  try {
    if (!(await asked)) return await refuse(request.tabId, origins, sent);
  } catch (error) {
    await sent;
    await send('tab.cancel', { tabId: request.tabId });
    return { ok: false, failure: { kind: 'internal', detail: String(error) } };
  }
  const result = await sent;
  return isPermissionMissing(result) ? again() : result;
}

/**
 * The same from a popup in front of which the browser's prompt would be hidden: what
 * needs a permission waits, and a tab of ours opens that asks for it.
 */
export async function setOnTabByAsking(
  request: Pick<UseRequest, 'tabId'>,
  { first: set }: Pick<HowToSet, 'first'>,
): Promise<Result<TabState>> {
  const first = await set();
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
