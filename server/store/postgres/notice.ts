import type { Drop } from './check-cache.ts';

const WATCHED: readonly string[] = ['keys', 'members', 'roles', 'orgs'] satisfies Drop['table'][];

/** Whether what checks answer depends on that table. */
export function isWatched(table: string): table is Drop['table'] {
  return WATCHED.includes(table);
}

/** What has changed, and whose keys that is about; null where it is not said. */
export interface Notice {
  drop: Drop;
  orgId: string | null;
}

/** What a notification says; undefined where it is not one of ours. */
export function readNotice(payload: string): Notice | undefined {
  try {
    const { table, id, hash, org } = JSON.parse(payload) as Record<string, unknown>;
    if (typeof table !== 'string' || !isWatched(table) || typeof id !== 'string') return undefined;
    const drop = { table, id, ...(typeof hash === 'string' && { hash }) };
    return { drop, orgId: typeof org === 'string' ? org : null };
  } catch {
    return undefined;
  }
}
