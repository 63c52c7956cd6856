/** Setting a key on a tab, at once or when the browser has granted what it needs. */

import { browser } from '../../browser.ts';
import { isKeyHeaderName } from '../../header-name.ts';
import type { Gives } from '../../messages/messages.ts';
import type { TabState, UseRequest } from '../../messages/tabs.ts';
import { matchPatterns, webOrigin } from '../../origins.ts';
import { stored } from '../../stored.ts';
import { writeTogether } from '../../stored-item.ts';
import { clearAlarm, setPeriodicAlarm } from '../alarm.ts';
import { Failed } from '../failed.ts';
import { applyUses } from '../injection/apply.ts';
import { isPlainOrigin } from '../injection/rules.ts';
import { requireUsableKey } from '../keys/watch.ts';
import { notify } from '../notify.ts';
import { rememberUse } from './last-key.ts';
import { tabState } from './state.ts';
import { dropUse, without } from './uses.ts';

/** Wakes the background to look whether what waits may be set, or has waited too long. */
export const PENDING_USES = 'pending-uses';

/** How long a request waits for the browser's permission prompt, in milliseconds. */
export const PENDING_LIFETIME = 5 * 60_000;
const MAX_API_ORIGINS = 10;

export async function useKey(request: UseRequest): Promise<TabState> {
  requireSound(request);
  const { tabId, keyId, pageOrigin, apiOrigins, header } = request;
  const tab = await browser.tabs.get(tabId).catch(() => null);
  if (!tab || (tab.url !== undefined && webOrigin(tab.url) !== pageOrigin)) {
    throw new Failed({ kind: 'tab-gone' });
  }
  const kept = (await stored.secrets.read())[keyId];
  if (kept?.tabId !== undefined && kept.tabId !== tabId) {
    throw new Failed({ kind: 'other-tabs-key' });
  }
  const origins = matchPatterns([pageOrigin, ...apiOrigins]);
  // Without both permissions the browser takes the rules and silently does nothing.
  if (!(await browser.permissions.contains({ origins }))) {
    const pending = { request, askedAt: Date.now() };
    await setPeriodicAlarm(PENDING_USES, 1);
    await stored.pendingUses.update((all) => ({ ...all, [tabId]: pending }));
    throw new Failed({ kind: 'permission-missing', origins });
  }
  // With the permission the address is visible, so hidden means another site.
  if (tab.url === undefined) throw new Failed({ kind: 'tab-gone' });
  const { name: keyName } = await requireUsableKey(keyId);

  const use = { tabId, keyId, keyName, pageOrigin, apiOrigins, header, since: Date.now() };
  // In one: a tab's own key that neither waits nor is set is revoked.
  await writeTogether('session', [
    stored.tabUses.changed((all) => ({ ...all, [tabId]: use })),
    stored.pendingUses.changed((all) => without(all, tabId)),
    stored.tabEnds.changed((all) => without(all, tabId)),
  ]);
  try {
    await applyUses();
  } catch (error) {
    await dropUse(tabId);
    throw error;
  }
  if (kept?.tabId === undefined) await rememberUse(request, keyName);
  await notify('tabs');
  return tabState(tabId);
}

/** Sets what waited for permissions that are there now; forgets what has waited too long. */
export async function completePendingUses(): Promise<void> {
  const now = Date.now();
  for (const [tabId, { request, askedAt }] of Object.entries(await stored.pendingUses.read())) {
    const inTime = now - askedAt < PENDING_LIFETIME;
    const origins = matchPatterns([request.pageOrigin, ...request.apiOrigins]);
    if (inTime && !(await browser.permissions.contains({ origins }))) continue;
    // What fails for another reason would fail again: it is forgotten with the rest.
    if (inTime) await useKey(request).catch(() => undefined);
    await cancelUse(Number(tabId));
  }
  if (Object.keys(await stored.pendingUses.read()).length === 0) await clearAlarm(PENDING_USES);
}

/** What waits on a tab, with its key's name as it was last listed. */
export async function pendingUse(tabId: number): Promise<Gives<'tab.pending'>> {
  const [pending, lists] = await Promise.all([stored.pendingUses.read(), stored.keyLists.read()]);
  const request = pending[tabId]?.request;
  if (!request) return null;
  const keys = Object.values(lists).flatMap((list) => list.keys);
  const leases = await stored.tabKeyLeases.read();
  const keyName =
    keys.find(({ id }) => id === request.keyId)?.name ??
    leases.find(({ keyId }) => keyId === request.keyId)?.name ??
    '';
  return { ...request, keyName };
}

export async function cancelUse(tabId: number): Promise<void> {
  await stored.pendingUses.update((all) => without(all, tabId));
}

function requireSound({ pageOrigin, apiOrigins, header }: UseRequest): void {
  const sound =
    apiOrigins.length > 0 &&
    apiOrigins.length <= MAX_API_ORIGINS &&
    [pageOrigin, ...apiOrigins].every(isPlainOrigin) &&
    (header.kind === 'bearer' || isKeyHeaderName(header.name));
  if (!sound) throw new Error('the request names no usable origin or header');
}
