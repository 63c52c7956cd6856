/** The key that was last used on a site: by its exact origin, never across scheme, host or port. */

import { browser } from '../../browser.ts';
import type { TabState, UseRequest } from '../../messages/tabs.ts';
import { webOrigin } from '../../origins.ts';
import { type LastKey, type Session, stored } from '../../stored.ts';
import { Failed } from '../failed.ts';
import { requireSession } from '../session/session.ts';
import { useKey } from './use.ts';

const MOST_SITES = 100;

/**
 * Sets the key that was last used on the tab's origin, as it was set then; where that one
 * is set already, the one before it: so the same press switches between two.
 */
export async function useLastKey(tabId: number): Promise<TabState> {
  const session = await requireSession();
  const tab = await browser.tabs.get(tabId).catch(() => null);
  const origin = tab?.url === undefined ? null : webOrigin(tab.url);
  const last = origin === null ? null : await lastKeyOn(origin, session);
  if (origin === null || !last) throw new Failed({ kind: 'nothing-used-here' });
  const { keyId, apiOrigins, header } = await nextOf(last, tabId);
  return useKey({ tabId, keyId, pageOrigin: origin, apiOrigins, header });
}

async function nextOf(last: LastKey, tabId: number): Promise<NonNullable<LastKey['before']>> {
  const [uses, secrets] = await Promise.all([stored.tabUses.read(), stored.secrets.read()]);
  const isSet = uses[tabId]?.keyId === last.keyId;
  return isSet && last.before && last.before.keyId in secrets ? last.before : last;
}

/** Null where none was used there, or by someone else. */
export async function lastKeyOn(
  origin: string,
  { account }: Pick<Session, 'account'>,
): Promise<LastKey | null> {
  const last = (await stored.lastKeys.read())[origin];
  const isOwn = last?.userId === account.user.id && last.orgId === account.current.org.id;
  return last && isOwn ? last : null;
}

export async function rememberUse(request: UseRequest, keyName: string): Promise<void> {
  const session = await stored.session.read();
  if (!session) return;
  const { keyId, pageOrigin, apiOrigins, header } = request;
  const { user, current } = session.account;
  const old = await lastKeyOn(pageOrigin, session);
  const before = old?.keyId === keyId ? old.before : old && outline(old);
  const last: LastKey = {
    keyId,
    keyName,
    userId: user.id,
    orgId: current.org.id,
    apiOrigins,
    header,
    usedAt: Date.now(),
    ...(before && { before }),
  };
  await stored.lastKeys.update((all) => {
    const sites = Object.entries({ ...all, [pageOrigin]: last });
    sites.sort(([, a], [, b]) => b.usedAt - a.usedAt);
    return Object.fromEntries(sites.slice(0, MOST_SITES));
  });
}

function outline({ keyId, apiOrigins, header }: LastKey): NonNullable<LastKey['before']> {
  return { keyId, apiOrigins, header };
}
