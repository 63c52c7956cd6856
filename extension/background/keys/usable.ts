import type { Key } from '../../../shared/contract/keys.ts';
import { stored } from '../../stored.ts';
import { Failed, refusal } from '../failed.ts';
import { callAs, requireSession } from '../session/session.ts';
import { settle } from './reconcile.ts';

/** The key as the server has it now; throws unless it is active and its secret is here. */
export async function requireUsableKey(id: string): Promise<Key> {
  const kept = (await stored.secrets.read())[id];
  if (!kept) throw new Failed({ kind: 'not-in-this-browser' });
  const key = await callAs(await requireSession(), 'getKey', { params: { org: kept.orgId, id } });
  if (key.status === 'active') return key;
  await settle(new Map([[id, key.status]]));
  throw refusal(`key_${key.status}`, `The key is ${key.status}`, 'Only an active key can be set.');
}
