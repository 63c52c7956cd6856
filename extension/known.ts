/** What is known without asking the server: from what is stored, nothing of it secret. */

import type { Key } from '../shared/contract/keys.ts';
import type { KeyList } from './messages/keys.ts';
import type { SessionState } from './messages/session.ts';
import type { VaultState } from './messages/vault.ts';
import type {
  CachedKeys,
  ConnectedServer,
  SecretsOutline,
  SessionOutline,
  VaultOutline,
} from './stored.ts';

/** Whether the session is one with that server and has not ended, at `now` (ms since the epoch). */
export function isCurrent<S extends SessionOutline>(
  session: S | null,
  server: ConnectedServer | null,
  now: number,
): session is S {
  return session !== null && session.address === server?.address && session.expiresAt > now;
}

export function knownSession(
  server: ConnectedServer | null,
  session: SessionOutline | null,
  lost: boolean,
  now: number,
): SessionState {
  if (!server) return { stage: 'no-server' };
  const { address, info, clockOff } = server;
  if (!isCurrent(session, server, now)) {
    return { stage: 'no-session', address, server: info, ...(lost && { lost }) };
  }
  const { account } = session;
  return { stage: 'signed-in', address, server: info, account, ...(clockOff && { clockOff }) };
}

export function knownVault(
  exists: boolean,
  open: VaultOutline | null,
  secrets: SecretsOutline,
): VaultState {
  if (!exists) return { stage: 'none' };
  if (open) return { stage: 'open', until: open.until };
  return { stage: 'locked', held: Object.values(secrets).filter((one) => !one.memoryOnly).length };
}

export function knownKeys({ keys, fetchedAt }: CachedKeys, secrets: SecretsOutline): KeyList {
  const listed = keys.map((key) => ({ ...key, inThisBrowser: isHere(secrets, key.id) }));
  return { keys: listed, fetchedAt };
}

/** A tab's own key is that tab's, and for no one to choose. */
export function isHere(secrets: SecretsOutline, id: Key['id']): boolean {
  return secrets[id] !== undefined && secrets[id].tabId === undefined;
}
