import type { SealedAuditEntry } from '../../../shared/contract/audit.ts';
import { entryOf } from '../audit/entry.ts';
import { type Head, START, seal, sealProblem } from '../audit/seal.ts';
import type { AuditRow } from '../rows.ts';
import { deepFreeze } from './freeze.ts';

/** How much of an org's chain is in its archive: up to which entry, and in how many bytes. */
export interface Archived extends Head {
  size: number;
}

interface Chain {
  archived: Archived;
  /** What came after, oldest first. */
  recent: SealedAuditEntry[];
}

/** An org's entries that are to be archived, and what they come after. */
export interface Waiting {
  orgId: string;
  archived: Archived;
  entries: readonly SealedAuditEntry[];
}

/** Every org's chain: where it stands, and of its entries those that no archive has yet. */
export class AuditChains {
  readonly #chains = new Map<string, Chain>();

  orgIds(): string[] {
    return [...this.#chains.keys()];
  }

  has(orgId: string): boolean {
    return this.#chains.has(orgId);
  }

  archived(orgId: string): Archived {
    return this.#chains.get(orgId)?.archived ?? { ...START, size: 0 };
  }

  /** Oldest first; a copy. */
  recent(orgId: string): SealedAuditEntry[] {
    return [...(this.#chains.get(orgId)?.recent ?? [])];
  }

  /** The newest of those in memory whose number is below `seq`. */
  recentBelow(orgId: string, seq: number): SealedAuditEntry | undefined {
    const chain = this.#chains.get(orgId);
    if (!chain) return undefined;
    const count = Math.min(chain.recent.length, seq - 1 - chain.archived.seq);
    return chain.recent[count - 1];
  }

  /** The entries that these rows make, one after another; nothing is changed by it. */
  seal(rows: readonly AuditRow[]): SealedAuditEntry[] {
    const heads = new Map<string, Head>();
    return rows.map((row) => {
      const entry = seal(entryOf(row), heads.get(row.orgId) ?? this.#head(row.orgId));
      heads.set(row.orgId, entry);
      return deepFreeze(entry);
    });
  }

  append(entry: SealedAuditEntry): void {
    const chain = this.#chains.get(entry.orgId);
    if (chain) chain.recent.push(entry);
    else this.#chains.set(entry.orgId, { archived: this.archived(entry.orgId), recent: [entry] });
  }

  /** Why the entry cannot be appended; null: it can. */
  problem(entry: SealedAuditEntry): string | null {
    return sealProblem(entry, this.#head(entry.orgId));
  }

  /** Undoes the latest `append` for the org; answers what it appended. */
  takeBack(orgId: string): SealedAuditEntry {
    const chain = this.#chains.get(orgId);
    const entry = chain?.recent.pop();
    if (!chain || !entry) throw new Error('There is no entry to take back.');
    if (chain.archived.seq === 0 && chain.recent.length === 0) this.#chains.delete(orgId);
    return entry;
  }

  /** What is in memory at this moment, of every chain. */
  waiting(): Waiting[] {
    return [...this.#chains].map(([orgId, { archived, recent }]) => ({
      orgId,
      archived,
      entries: [...recent],
    }));
  }

  /** The archive of that org holds more: what it holds is no longer kept in memory. */
  setArchived(orgId: string, archived: Archived): void {
    const chain = this.#chains.get(orgId);
    if (!chain) {
      this.#chains.set(orgId, { archived, recent: [] });
      return;
    }
    chain.recent.splice(0, archived.seq - chain.archived.seq);
    chain.archived = archived;
  }

  #head(orgId: string): Head {
    return this.#chains.get(orgId)?.recent.at(-1) ?? this.archived(orgId);
  }
}
