import type { BodyOf } from '../../../shared/contract/operations.ts';
import type { Org, Policy } from '../../../shared/contract/orgs.ts';
import { fullTabWords } from '../../words/full-tab-words.ts';

/** As it is typed: an empty text is no limit. */
export interface PolicyFields {
  maxKeyLifetimeDays: string;
  requireExpiry: boolean;
  maxActiveKeysPerMember: string;
  requireApproval: boolean;
  revokeUnusedAfterDays: string;
  requireSecondFactor: boolean;
  documentationUrl: string;
}

/** The greatest that the contract's `policy` takes. */
const MOST = {
  maxKeyLifetimeDays: 3660,
  maxActiveKeysPerMember: 10_000,
  revokeUnusedAfterDays: 3660,
} as const;
type Limit = keyof typeof MOST;
const LIMITS = Object.keys(MOST) as Limit[];

export function toFields({ policy, documentationUrl }: Org): PolicyFields {
  const typed = (limit: number | null) => (limit === null ? '' : String(limit));
  return {
    maxKeyLifetimeDays: typed(policy.maxKeyLifetimeDays),
    requireExpiry: policy.requireExpiry,
    maxActiveKeysPerMember: typed(policy.maxActiveKeysPerMember),
    requireApproval: policy.requireApproval,
    revokeUnusedAfterDays: typed(policy.revokeUnusedAfterDays),
    requireSecondFactor: policy.requireSecondFactor,
    documentationUrl: documentationUrl ?? '',
  };
}

export function problemsOf(fields: PolicyFields): Partial<Record<Limit, string>> {
  const wrong = LIMITS.filter((limit) => Number.isNaN(toLimit(fields[limit], MOST[limit])));
  return Object.fromEntries(
    wrong.map((limit) => [limit, fullTabWords.policies.wholeNumber(MOST[limit])]),
  );
}

/** Only what differs; null where nothing does. For fields without problems. */
export function toChange(fields: PolicyFields, org: Org): BodyOf<'updateOrg'> | null {
  const wanted: Policy = {
    maxKeyLifetimeDays: toLimit(fields.maxKeyLifetimeDays, MOST.maxKeyLifetimeDays),
    requireExpiry: fields.requireExpiry,
    maxActiveKeysPerMember: toLimit(fields.maxActiveKeysPerMember, MOST.maxActiveKeysPerMember),
    requireApproval: fields.requireApproval,
    revokeUnusedAfterDays: toLimit(fields.revokeUnusedAfterDays, MOST.revokeUnusedAfterDays),
    requireSecondFactor: fields.requireSecondFactor,
  };
  const policy = Object.fromEntries(
    Object.entries(wanted).filter(([name, value]) => org.policy[name as keyof Policy] !== value),
  );
  const documentationUrl = fields.documentationUrl.trim() || null;
  const change = {
    ...(Object.keys(policy).length > 0 && { policy }),
    ...(documentationUrl !== org.documentationUrl && { documentationUrl }),
  };
  return Object.keys(change).length > 0 ? change : null;
}

/** Null for no limit, NaN for what is no number in range. */
function toLimit(typed: string, most: number): number | null {
  const text = typed.trim();
  if (text === '') return null;
  const limit = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN;
  return limit >= 1 && limit <= most ? limit : Number.NaN;
}
