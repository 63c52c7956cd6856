import type { z } from 'zod';
import type { AuditEntry, auditQuery } from '../../../shared/contract/audit.ts';
import type { PlacedAuditEntry } from '../../store/store.ts';
import type { Actor, Context } from '../context.ts';
import { decodeCursor, type Page, type Position, pageFrom } from '../page.ts';

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
  return pageFrom(entries, limit, positionOf, ({ entry }) => entry);
}

/** The log's own instead of times: clocks go back, the log does not. */
function positionOf({ position, entry }: PlacedAuditEntry): Position {
  return { at: position, id: entry.id };
}
