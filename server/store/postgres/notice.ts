import type { Drop } from './check-cache.ts';

const WATCHED: readonly string[] = ['keys', 'members', 'roles', 'orgs'] satisfies Drop['table'][];

/** Whether what checks answer depends on that table. */
export function isWatched(table: string): table is Drop['table'] {
  return WATCHED.includes(table);
}

/** What a notification says has changed; undefined where it is not one of ours. */
export function dropOf(payload: string): Drop | undefined {
  try {
    const { table, id, hash } = JSON.parse(payload) as Record<string, unknown>;
    if (typeof table !== 'string' || !isWatched(table) || typeof id !== 'string') return undefined;
    return { table, id, ...(typeof hash === 'string' && { hash }) };
  } catch {
    return undefined;
  }
}
