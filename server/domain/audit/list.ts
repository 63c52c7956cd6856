import type { z } from 'zod';
import type { AuditEntry, auditQuery } from '../../../shared/contract/audit.ts';
import type { PlacedAuditEntry } from '../../store/store.ts';
import type { Actor, Context } from '../context.ts';
import { decodeCursor, encodeCursor, type Page } from '../page.ts';

export type ListAudit = z.output<typeof auditQuery>;

/** The latest first. Throws `invalid_input` (the cursor). */
export async function listAudit(
  { store }: Pick<Context, 'store'>,
  { org }: Pick<Actor, 'org'>,
  { action, actor, target, since, until, limit, cursor }: ListAudit,
): Promise<Page<AuditEntry>> {
  const entries = store.audit.newestFirst({
    orgId: org.id,
    action,
    actorId: actor,
    targetId: target,
    since: since === undefined ? undefined : Date.parse(since),
    until: until === undefined ? undefined : Date.parse(until),
    before: cursor === undefined ? undefined : decodeCursor(cursor).at,
  });
  const page: PlacedAuditEntry[] = [];
  for await (const placed of entries) {
    const last = page.at(-1);
    if (last && page.length === limit) {
      return { items: itemsOf(page), nextCursor: cursorAt(last) };
    }
    page.push(placed);
  }
  return { items: itemsOf(page), nextCursor: null };
}

function itemsOf(page: readonly PlacedAuditEntry[]): AuditEntry[] {
  return page.map(({ entry }) => entry);
}

/** Positions instead of times: clocks go back, the log does not. */
function cursorAt({ position, entry }: PlacedAuditEntry): string {
  return encodeCursor({ at: position, id: entry.id });
}
