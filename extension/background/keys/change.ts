import type { Key } from '../../../shared/contract/keys.ts';
import type { ListedKey } from '../../messages/keys.ts';
import { stored } from '../../stored.ts';
import { applyUses } from '../injection/apply.ts';
import { notify } from '../notify.ts';
import { callAs, requireSession } from '../session/session.ts';
import { patchLists } from './cache.ts';
import { toListed } from './list.ts';
import { settle } from './reconcile.ts';

export async function renameKey(id: string, name: string): Promise<ListedKey> {
  const { session, params } = await oneKey(id);
  const key = await callAs(session, 'renameKey', { params, body: { name } });
  await stored.tabUses.update((uses) =>
    Object.fromEntries(
      Object.entries(uses).map(([tabId, use]) => [
        tabId,
        use.keyId === id ? { ...use, keyName: key.name } : use,
      ]),
    ),
  );
  // The name stands in the toolbar's title.
  await applyUses();
  return changed(key);
}

export async function disableKey(id: string): Promise<ListedKey> {
  const { session, params } = await oneKey(id);
  return changed(await callAs(session, 'disableKey', { params }));
}

export async function enableKey(id: string): Promise<ListedKey> {
  const { session, params } = await oneKey(id);
  return changed(await callAs(session, 'enableKey', { params }));
}

export async function revokeKey(id: string): Promise<ListedKey> {
  const { session, params } = await oneKey(id);
  return changed(await callAs(session, 'revokeKey', { params, body: {} }));
}

export async function deleteKey(id: string): Promise<void> {
  const { session, params } = await oneKey(id);
  await callAs(session, 'deleteKey', { params });
  await settle(new Map([[id, 'gone']]));
  await stored.keyLists.update((lists) => patchLists(lists, id, null));
  await notify('keys');
}

async function oneKey(id: string) {
  const session = await requireSession();
  return { session, params: { org: session.account.current.org.id, id } };
}

/** Draws every conclusion from a key as the server has just answered it. */
async function changed(key: Key): Promise<ListedKey> {
  await settle(new Map([[key.id, key.status]]));
  await stored.keyLists.update((lists) => patchLists(lists, key.id, key));
  await notify('keys');
  return toListed(key);
}
