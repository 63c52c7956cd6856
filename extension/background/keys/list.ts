import type { Key } from '../../../shared/contract/keys.ts';
import { isHere, knownKeys } from '../../known.ts';
import type { KeyList, ListedKey } from '../../messages/keys.ts';
import { type Session, stored } from '../../stored.ts';
import { callAs, requireSession } from '../session/session.ts';
import { cacheName } from './cache.ts';
import { settle, standings } from './reconcile.ts';

/** The largest page that the server gives. */
const PAGE_SIZE = 200;

export async function listKeys(showRevoked: boolean): Promise<KeyList> {
  const session = await requireSession();
  // Taken first, so that a key made while the list is on its way is not held to be gone.
  const secrets = await stored.secrets.read();
  const fetched = { keys: await fetchKeys(session, showRevoked), fetchedAt: Date.now() };
  await stored.keyLists.update((lists) => ({
    ...lists,
    [cacheName(session, showRevoked)]: fetched,
  }));
  await settle(standings(secrets, session.account.current.org.id, fetched.keys));
  return knownKeys(fetched, await stored.secrets.read());
}

export async function cachedKeys(showRevoked: boolean): Promise<KeyList | null> {
  const session = await requireSession();
  const cached = (await stored.keyLists.read())[cacheName(session, showRevoked)];
  return cached ? knownKeys(cached, await stored.secrets.read()) : null;
}

export async function toListed(key: Key): Promise<ListedKey> {
  return { ...key, inThisBrowser: isHere(await stored.secrets.read(), key.id) };
}

async function fetchKeys(session: Session, showRevoked: boolean): Promise<Key[]> {
  const params = { org: session.account.current.org.id };
  const keys: Key[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: Key[]; nextCursor: string | null } = await callAs(session, 'listKeys', {
      params,
      query: {
        limit: PAGE_SIZE,
        ...(showRevoked && { status: 'any' as const }),
        ...(cursor !== null && { cursor }),
      },
    });
    keys.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return keys;
}
