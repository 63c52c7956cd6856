import type { CheckCode } from '../../../../shared/contract/check.ts';
import { counterFor } from '../../plural.ts';

const counted = counterFor('en-GB');
const requests = (count: number) => counted(count, { one: 'request', other: 'requests' });

export const record = {
  title: 'What it was used for',
  daysTitle: 'The last 30 days',
  summary: (allowed: number, refused: number) =>
    `${requests(allowed)} allowed, ${refused} refused in the last 30 days`,
  none: 'It was not used in the last 30 days.',
  day: 'Day (UTC)',
  allowed: 'Allowed',
  refused: 'Refused',
  requestsTitle: 'The last requests',
  noRequests: 'No request was recorded.',
  when: 'When',
  request: 'Request',
  notTold: 'The API did not say which',
  asked: 'Asked for',
  outcome: 'Outcome',
  outcomes: {
    valid: 'Allowed',
    malformed: 'No key of ours',
    not_found: 'Unknown key',
    revoked: 'Revoked',
    expired: 'Expired',
    disabled: 'Disabled',
    pending: 'Not approved yet',
    api_access_off: 'API access off',
    member_inactive: 'Owner deactivated',
    insufficient_scope: 'Permission missing',
    rate_limited: 'Too many',
  } satisfies Record<CheckCode, string>,
};
