import { isDeepStrictEqual } from 'node:util';
import type { KeyRow } from '../rows.ts';
import type { Change } from './database.ts';

/**
 * The orgs whose keys may be answered otherwise by these changes. `undo` is what
 * `Database.apply` answered for them.
 */
export function affectedOrgs(
  changes: readonly Change[],
  undo: readonly Change[],
): ReadonlySet<string> {
  const orgs = new Set<string>();
  for (const [i, [table, before]] of undo.entries()) {
    // An id: the row is new, or was none.
    if (typeof before === 'string') continue;
    const now = changes[changes.length - 1 - i]?.[1];
    if (table === 'orgs') orgs.add(before.id);
    else if (table === 'members' || table === 'roles') orgs.add(before.orgId);
    else if (table === 'keys' && !isMereUse(before, now as KeyRow | string)) {
      orgs.add(before.orgId);
    }
  }
  return orgs;
}

function isMereUse(before: KeyRow, now: KeyRow | string): boolean {
  return (
    typeof now !== 'string' && isDeepStrictEqual({ ...before, lastUsedAt: now.lastUsedAt }, now)
  );
}
