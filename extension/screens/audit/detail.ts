import type { AuditDetail } from '../../../shared/contract/audit.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';
import { fullTime } from '../../words/times.ts';

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What changed, as pairs of texts: a name, and a value or what it was and is. */
export function detailTexts(detail: AuditDetail): { name: string; text: string }[] {
  return Object.entries(detail).map(([name, value]) => ({
    name: nameOf(name),
    text: name === 'expiresAt' && value === null ? fullTabWords.audit.never : said(value),
  }));
}

function nameOf(field: string): string {
  const { audit, policies } = fullTabWords;
  const ofPolicy: Record<string, string> = {
    maxKeyLifetimeDays: policies.lifetime,
    requireExpiry: policies.requireExpiry,
    maxActiveKeysPerMember: policies.perMember,
    requireApproval: policies.requireApproval,
    revokeUnusedAfterDays: policies.unused,
    requireSecondFactor: policies.requireSecondFactor,
  };
  return audit.fields[field] ?? ofPolicy[field] ?? field;
}

function said(value: unknown): string {
  const { nothing, yes, no, fromTo } = fullTabWords.audit;
  if (typeof value === 'string' && TIME.test(value)) return fullTime(Date.parse(value));
  if (value === null || value === '') return nothing;
  if (typeof value === 'boolean') return value ? yes : no;
  if (Array.isArray(value)) return value.length > 0 ? value.map(said).join(', ') : nothing;
  if (isChange(value)) return fromTo(said(value.from), said(value.to));
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isChange(value: unknown): value is { from: unknown; to: unknown } {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}
