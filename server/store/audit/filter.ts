import type { AuditEntry } from '../../../shared/contract/audit.ts';
import type { AuditFilter } from '../store.ts';

/** Whether an entry is one of those that are asked for. */
export function matcher({
  action,
  actorId,
  targetId,
  since,
  until,
}: AuditFilter): (entry: AuditEntry) => boolean {
  return (entry) => {
    const at = Date.parse(entry.at);
    return (
      (action === undefined || entry.action === action) &&
      (actorId === undefined || entry.actor.id === actorId) &&
      (targetId === undefined || entry.target.id === targetId) &&
      (since === undefined || at >= since) &&
      (until === undefined || at < until)
    );
  };
}
