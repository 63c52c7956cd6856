import type { Key } from '../../../shared/contract/keys.ts';
import { type KeptSecret, stored } from '../../stored.ts';
import { Failed, refusal } from '../failed.ts';
import { callAs, requireSession } from '../session/session.ts';
import { vaultState } from '../vault/vault.ts';
import { settle } from './reconcile.ts';

/** Looks whether the keys set on tabs still work, and takes those off that do not. */
export async function watchKeys(): Promise<void> {
  const [uses, secrets] = await Promise.all([stored.tabUses.read(), stored.secrets.read()]);
  for (const id of new Set(Object.values(uses).map((use) => use.keyId))) {
    const kept = secrets[id];
    // Silence proves nothing about a key: it stays until the server has spoken.
    if (kept) await lookUp(id, kept).catch(() => undefined);
  }
}

/** The key as the server has it now; throws unless it is active and its secret is here. */
export async function requireUsableKey(id: string): Promise<Key> {
  const kept = (await stored.secrets.read())[id];
  if (!kept) {
    const { stage } = await vaultState();
    throw new Failed({ kind: stage === 'locked' ? 'vault-locked' : 'not-in-this-browser' });
  }
  const key = await lookUp(id, kept);
  if (key.status === 'active') return key;
  throw refusal(`key_${key.status}`, `The key is ${key.status}`, 'Only an active key can be set.');
}

/** Asks the server about a key and draws the conclusions for its secret and its tabs. */
async function lookUp(id: string, { orgId }: KeptSecret): Promise<Key> {
  const session = await requireSession();
  try {
    const key = await callAs(session, 'getKey', { params: { org: orgId, id } });
    await settle(new Map([[id, key.status]]));
    return key;
  } catch (error) {
    const unknown = error instanceof Failed && error.failure.kind === 'refused';
    if (unknown && error.failure.code === 'not_found') await settle(new Map([[id, 'gone']]));
    throw error;
  }
}
