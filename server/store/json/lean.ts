/** Keys as they are kept in memory, where there may be a million of them. */
import type { KeyRow } from '../rows.ts';
import type { Source } from './database.ts';
import { deepFreeze } from './freeze.ts';

/**
 * One literal, so that all keys have one hidden class, which checks are compiled for. What
 * many keys have in common they share: the ids of what they refer to, and their scopes.
 */
export function leanKey(row: KeyRow, source: Pick<Source, 'get'>, scopeLists: SharedLists): KeyRow {
  const owner = source.get('members', row.ownerId);
  const member = (id: string | null) => {
    if (id === null) return null;
    return id === owner?.id ? owner.id : (source.get('members', id)?.id ?? id);
  };
  return Object.freeze<KeyRow>({
    id: row.id,
    orgId: source.get('orgs', row.orgId)?.id ?? row.orgId,
    ownerId: owner?.id ?? row.ownerId,
    name: row.name,
    prefix: row.prefix,
    hash: row.hash,
    scopes: scopeLists.shared(row.scopes),
    createdAt: row.createdAt,
    createdBy: member(row.createdBy) ?? row.createdBy,
    expiresAt: row.expiresAt,
    lastUsedAt: row.lastUsedAt,
    disabledBy: row.disabledBy,
    revokedAt: row.revokedAt,
    revokedBy: member(row.revokedBy),
    revokeReason: row.revokeReason,
    revokeNote: row.revokeNote,
    personal: row.personal,
    approval: row.approval,
    decidedBy: member(row.decidedBy),
    decidedAt: row.decidedAt,
  });
}

/** More different ones than this are no longer something in common. */
const MOST_LISTS = 10_000;

/** One frozen list for all that have the same elements in the same order. */
export class SharedLists {
  readonly #lists = new Map<string, string[]>();

  shared(list: string[]): string[] {
    const text = list.join(' ');
    const known = this.#lists.get(text);
    // Elements may have spaces in them.
    if (known?.length === list.length && known.every((one, at) => one === list[at])) return known;
    if (this.#lists.size >= MOST_LISTS) this.#lists.clear();
    const frozen = deepFreeze(list);
    this.#lists.set(text, frozen);
    return frozen;
  }
}
