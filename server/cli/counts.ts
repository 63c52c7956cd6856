import type { Counts, Kind } from '../backup/format.ts';

const WORDS: Partial<Record<Kind, string>> = {
  orgs: 'organisations',
  audit: 'audit entries',
  requests: 'recorded requests',
  days: 'daily counts',
};

/** `1 organisations, 3 roles, 2 keys`: those that there are. */
export function listCounts(counts: Counts): string {
  const some = Object.entries(counts).filter(([, count]) => count > 0);
  const list = some.map(([kind, count]) => `${count} ${WORDS[kind as Kind] ?? kind}`);
  return list.join(', ') || 'no rows';
}
