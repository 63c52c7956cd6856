import type { AuditAction } from '../../../shared/contract/audit.ts';
import type { AuditFilter } from '../../messages/admin.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';

/** In the order of the contract's table, which is not loaded here: it comes with a validator. */
export function auditActions(): AuditAction[] {
  return Object.keys(fullTabWords.audit.actions) as AuditAction[];
}

/** As the screen keeps them; empty texts are not asked for. */
export interface AuditFields {
  action: string;
  actor: string;
  actorName: string;
  target: string;
  targetName: string;
  /** As a date input writes it. */
  since: string;
  until: string;
}

export const NO_FILTER: AuditFields = {
  action: '',
  actor: '',
  actorName: '',
  target: '',
  targetName: '',
  since: '',
  until: '',
};

/** Days are those of the person's time zone; the last one is included. */
export function toFilter(fields: AuditFields): AuditFilter {
  const action = auditActions().find((one) => one === fields.action);
  return {
    ...(action && { action }),
    ...(fields.actor && { actor: fields.actor }),
    ...(fields.target && { target: fields.target }),
    ...(fields.since && { since: startOf(fields.since) }),
    ...(fields.until && { until: startOf(fields.until, 1) }),
  };
}

function startOf(day: string, later = 0): string {
  const date = new Date(`${day}T00:00:00`);
  date.setDate(date.getDate() + later);
  return date.toISOString();
}
