/** The lists kept to paint before the network answers, each under the name of whose it is. */

import type { Key } from '../../../shared/contract/keys.ts';
import type { CachedKeys, SessionOutline } from '../../stored.ts';

type Lists = Record<string, CachedKeys>;

const WITH_REVOKED = 'with-revoked';

export function cacheName(
  { address, account }: Pick<SessionOutline, 'address' | 'account'>,
  showRevoked: boolean,
): string {
  const kind = showRevoked ? WITH_REVOKED : 'unrevoked';
  return [address, account.user.id, account.current.org.id, kind].join(' ');
}

/** Leaves out what another person or server has left behind. */
export function ownLists(lists: Lists, address: string, userId: string): Lists {
  const own = Object.entries(lists).filter(([name]) => name.startsWith(`${address} ${userId} `));
  return Object.fromEntries(own);
}

/** Lets the lists say what a change of one key has just answered; null for a deleted key. */
export function patchLists(lists: Lists, id: string, changed: Key | null): Lists {
  return Object.fromEntries(
    Object.entries(lists).map(([name, { keys, fetchedAt }]) => {
      const patched = keys
        .map((key) => (key.id === id ? changed : key))
        .filter((key) => key !== null)
        .filter((key) => key.status !== 'revoked' || name.endsWith(WITH_REVOKED));
      return [name, { keys: patched, fetchedAt }];
    }),
  );
}
