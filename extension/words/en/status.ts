import type { StatusReason } from '../../../shared/status.ts';
import type { Mark } from '../status.ts';

const marks: Record<Mark, string> = {
  active: 'Active',
  soon: 'Ends soon',
  suspended: 'Suspended',
  disabled: 'Disabled',
  pending: 'Pending',
  expired: 'Expired',
  denied: 'Denied',
  revoked: 'Revoked',
};

const reasons: Record<StatusReason, string> = {
  revoked: 'Revoked for good.',
  regenerated: 'Replaced by a regenerated key.',
  cleared: 'Cleared by an admin.',
  unused: 'Revoked because it had not been used for as long as this organisation allows.',
  denied: 'An admin denied it. It never had a secret.',
  expired: 'Its expiry has passed. An expired key never returns.',
  awaiting_approval: 'Waits for an admin’s approval.',
  awaiting_collection: 'Approved. Its owner can collect the secret, once.',
  disabled_by_owner: 'Deactivated by its owner. It works again once it is activated.',
  disabled_by_admin: 'Deactivated by an admin. Only an admin can activate it.',
  member_inactive: 'Its owner is deactivated in this organisation.',
  org_access_off:
    'API access is off in this organisation. It works again when an admin turns it on.',
  role_access_off: 'Its owner’s role may not use API keys.',
};

export const status = {
  marks,
  reasons,
  replaced: (when: string) => `Replaced by a regenerated key. It stops ${when}.`,
};
