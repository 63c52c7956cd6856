import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { matcher } from '../audit/filter.ts';
import type { AuditLog, PlacedAuditEntry } from '../store.ts';
import { archivedBelow, archivedEntries } from './archive-reader.ts';
import type { AuditChains } from './audit-chains.ts';
import type { Folder } from './folder.ts';

/**
 * The audit log of a folder: the latest entries from memory, the others from the archives.
 * `durable` resolves when all that is in memory is written, rejects when some was taken back.
 */
export function auditLogOf(
  folder: Folder,
  chains: AuditChains,
  durable: () => Promise<void> = async () => undefined,
): AuditLog {
  /** What there is of a chain, and will be after a crash too. */
  async function lasting(orgId: string) {
    for (;;) {
      const parts = { archived: chains.archived(orgId), recent: chains.recent(orgId) };
      const stays = await durable().then(
        () => true,
        () => false,
      );
      if (stays) return parts;
    }
  }

  return {
    async *newestFirst({ orgId, before, ...filter }) {
      const matches = matcher(filter);
      let below = before ?? Number.POSITIVE_INFINITY;
      for (;;) {
        const entry = chains.recentBelow(orgId, below);
        if (!entry) break;
        below = entry.seq;
        if (matches(entry)) yield placed(entry);
      }
      for await (const entry of archivedBelow(folder, orgId, chains.archived(orgId), below)) {
        if (matches(entry)) yield placed(entry);
      }
    },
    async *chain(orgId) {
      const { archived, recent } = await lasting(orgId);
      yield* archivedEntries(folder, orgId, archived);
      yield* recent;
    },
    orgIds: async () => chains.orgIds(),
  };
}

function placed(sealed: SealedAuditEntry): PlacedAuditEntry {
  const { orgId: _, seq, previousHash: _previous, hash: _hash, ...entry } = sealed;
  return { position: seq, entry };
}
