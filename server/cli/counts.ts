import type { Counts } from '../backup/format.ts';

/** `1 orgs, 3 roles, 2 keys`: those that there are. */
export function listCounts(counts: Counts): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  return some.map(([table, count]) => `${count} ${table}`).join(', ') || 'no rows';
}
