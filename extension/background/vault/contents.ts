import type { KeptSecret, Session } from '../../stored.ts';

/** Keys of everyone who has used this browser's vault, by key id. */
export interface Contents {
  keys: Record<string, VaultedSecret>;
}

export interface VaultedSecret {
  secret: string;
  orgId: string;
  /** The server's origin, and who is signed in there. */
  address: string;
  userId: string;
}

type Secrets = Record<string, KeptSecret>;
type Owner = { address: string; userId: string };

export function ownerOf({ address, account }: Session): Owner {
  return { address, userId: account.user.id };
}

/** Those of one person at one server, as memory holds them. */
export function secretsOf({ keys }: Contents, owner: Owner): Secrets {
  return Object.fromEntries(
    Object.entries(keys)
      .filter(([, one]) => one.address === owner.address && one.userId === owner.userId)
      .map(([id, { secret, orgId }]) => [id, { secret, orgId }]),
  );
}

/** With what memory holds of that person's, but for what is to stay in memory alone. */
export function withSecrets(contents: Contents, owner: Owner, secrets: Secrets): Contents {
  const saved = Object.entries(secrets)
    .filter(([, kept]) => !kept.memoryOnly)
    .map(([id, { secret, orgId }]) => [id, { secret, orgId, ...owner }]);
  return { keys: { ...contents.keys, ...Object.fromEntries(saved) } };
}

export function without({ keys }: Contents, ids: readonly string[]): Contents {
  return { keys: Object.fromEntries(Object.entries(keys).filter(([id]) => !ids.includes(id))) };
}

/** Null for what is no vault's contents. */
export function toContents(found: unknown): Contents | null {
  if (typeof found !== 'object' || found === null || !('keys' in found)) return null;
  const { keys } = found;
  return typeof keys === 'object' && keys !== null ? (found as Contents) : null;
}
