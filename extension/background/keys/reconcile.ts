/** What a key's status means for its secret and for the tabs it is set on. */

import type { Key } from '../../../shared/contract/keys.ts';
import type { KeyStatus } from '../../../shared/status.ts';
import { type KeptSecret, stored } from '../../stored.ts';
import { applyUses } from '../injection/apply.ts';
import { endUses } from '../tabs/uses.ts';
import { dropFromVault } from '../vault/vault.ts';

/** `gone`: the server no longer knows it, or lists it only among the revoked. */
export type StandNow = KeyStatus | 'gone';

/** Only an active key may stay on a tab. */
export function mayStayOnTabs(stand: StandNow): boolean {
  return stand === 'active';
}

/** What may come back keeps its secret; what never does loses it. */
export function mayKeepSecret(stand: StandNow): boolean {
  return stand === 'active' || stand === 'disabled' || stand === 'suspended';
}

/**
 * How each kept key of an org stands by a fresh list of all of the person's keys there.
 * Keys of other orgs are left out.
 */
export function standings(
  secrets: Record<string, KeptSecret>,
  orgId: string,
  listed: Pick<Key, 'id' | 'status'>[],
): Map<string, StandNow> {
  const statuses = new Map(listed.map(({ id, status }) => [id, status]));
  return new Map(
    Object.entries(secrets)
      .filter(([, kept]) => kept.orgId === orgId)
      .map(([id]) => [id, statuses.get(id) ?? 'gone']),
  );
}

/** Ends the tab uses and forgets the secrets that these standings no longer allow. */
export async function settle(stands: ReadonlyMap<string, StandNow>): Promise<void> {
  await endUses(({ keyId }) => {
    const stand = stands.get(keyId);
    return stand !== undefined && !mayStayOnTabs(stand) ? 'key-stopped' : null;
  });
  const lost = [...stands].filter(([, stand]) => !mayKeepSecret(stand)).map(([id]) => id);
  await stored.secrets.update((secrets) => {
    const kept = Object.entries(secrets).filter(([id]) => !lost.includes(id));
    return kept.length === Object.keys(secrets).length ? secrets : Object.fromEntries(kept);
  });
  // The alarm and the rules follow the secrets as well as the uses.
  if (lost.length > 0) {
    await dropFromVault(lost);
    await applyUses();
  }
}
