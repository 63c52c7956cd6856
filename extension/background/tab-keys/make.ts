import type { Key } from '../../../shared/contract/keys.ts';
import type { NewTabKey, TabState } from '../../messages/tabs.ts';
import { type Session, stored, type TabKeyLease } from '../../stored.ts';
import { Failed, refusal } from '../failed.ts';
import { notify } from '../notify.ts';
import { inBackground } from '../run.ts';
import { callAs, requireSession } from '../session/session.ts';
import { useKey } from '../tabs/use.ts';
import { addLease, dropLease, inTurn, LIFETIME, nameLease } from './leases.ts';
import { settleTabKeys } from './settle.ts';

/** The server's limit for a key's name. */
const MAX_NAME = 100;

/**
 * Makes a key for one tab and sets it there, or lets it wait for the browser's
 * permission. What does not end in either is revoked.
 */
export async function makeTabKey(wanted: NewTabKey): Promise<TabState> {
  try {
    return await inTurn(() => make(wanted));
  } catch (error) {
    inBackground(settleTabKeys());
    throw error;
  }
}

/** Sets the tab's own key that was made while a permission was missing. */
export async function useTabKey(tabId: number): Promise<TabState> {
  const [pending, uses, leases] = await Promise.all([
    stored.pendingUses.read(),
    stored.tabUses.read(),
    stored.tabKeyLeases.read(),
  ]);
  // The granted permission may have set it already.
  const request = pending[tabId]?.request ?? uses[tabId];
  if (!request || !leases.some(({ keyId }) => keyId === request.keyId)) {
    throw new Failed({ kind: 'tab-gone' });
  }
  const { keyId, pageOrigin, apiOrigins, header } = request;
  return useKey({ tabId, keyId, pageOrigin, apiOrigins, header });
}

async function make({ name, scopes, use }: NewTabKey): Promise<TabState> {
  const session = await requireSession();
  const lease = newLease(session, name, use.tabId);
  // On disk before the server is asked: whatever ends the worker from here on, the key is found.
  await addLease(lease);
  const { key, secret } = await create(session, lease.name, scopes);
  await nameLease(lease.name, key.id);
  if (secret === null) {
    throw refusal('tab_key_needs_approval', 'An admin has to approve every key here', '');
  }
  const kept = { secret, orgId: lease.orgId, memoryOnly: true as const, tabId: use.tabId };
  await stored.secrets.update((all) => ({ ...all, [key.id]: kept }));
  await notify('keys');
  return useKey({ ...use, keyId: key.id });
}

function newLease({ address, account }: Session, name: string, tabId: number): TabKeyLease {
  const tag = crypto.randomUUID().slice(0, 8);
  const askedAt = Date.now();
  return {
    keyId: null,
    name: `${name
      .trim()
      .slice(0, MAX_NAME - tag.length - 1)
      .trim()} ${tag}`,
    tabId,
    address,
    orgId: account.current.org.id,
    userId: account.user.id,
    askedAt,
    until: askedAt + LIFETIME,
  };
}

async function create(
  session: Session,
  name: string,
  scopes: string[],
): Promise<{ key: Key; secret: string | null }> {
  try {
    const answer = await callAs(session, 'createKey', {
      params: { org: session.account.current.org.id },
      body: { name, scopes, expiresIn: '1h' },
    });
    return 'secret' in answer ? answer : { key: answer.key, secret: null };
  } catch (error) {
    // Refused means not made; silence may mean that only the answer was lost.
    if (error instanceof Failed && error.failure.kind !== 'no-answer') await dropLease(name);
    throw error;
  }
}
