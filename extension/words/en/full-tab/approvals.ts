import { type Rich, rich } from '../../rich.ts';

export const approvals = {
  title: 'Approvals',
  about:
    'New keys that members ask for while the organisation has an admin approve each. Once approved, its owner collects the secret.',
  none: 'Nothing waits for an approval',
  noneNext: 'While the policy has an admin approve new keys, they come here first.',
  toPolicies: 'Look at the policies',
  key: 'Key',
  owner: 'Who asks',
  permissions: 'Permissions',
  asked: 'Asked',
  expires: 'Expires',
  never: 'Never',
  decide: 'Decide',
  approve: 'Approve',
  deny: 'Deny',
  approveOne: (key: string, owner: string) => `Approve ${key} of ${owner}`,
  denyOne: (key: string, owner: string) => `Deny ${key} of ${owner}`,
  approved: (key: string, owner: string) => `Approved ${key}. ${owner} can collect its secret now.`,
  denied: (key: string) => `Denied ${key}`,
  denyQuestion: (key: Rich, owner: Rich) => rich`Deny ${key} of ${owner}?`,
  denyAbout: 'It never gets a secret. They may ask for another key.',
  reason: 'Reason',
  reasonHint: 'Shown to the one who asked. It may be left empty.',
};
