import { stored } from '../../stored.ts';
import { Failed } from '../failed.ts';
import { vaultState } from '../vault/vault.ts';

/** The secret of a key that was made in this browser, for its owner to copy again. */
export async function readSecret(id: string): Promise<{ secret: string }> {
  const kept = (await stored.secrets.read())[id];
  if (kept) return { secret: kept.secret };
  const { stage } = await vaultState();
  throw new Failed({ kind: stage === 'locked' ? 'vault-locked' : 'not-in-this-browser' });
}
