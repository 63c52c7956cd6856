import type { ReservedScope } from '../../../shared/scopes.ts';
import { type Rich, rich } from '../rich.ts';

const NO_CHANGE = 'This cannot change later.';

export const createKey = {
  title: 'Create a key',
  titleFor: (owner: Rich) => rich`Create a key for ${owner}`,
  back: 'Back to keys',
  create: 'Create key',
  requested: 'An admin has to approve this key',
  requestedNext:
    'It waits in your list as pending. Once it is approved, its row has Collect: that shows you the secret, once.',
  backToKeys: 'Back to keys',
  name: 'Name',
  nameExample: 'Nightly report',
  expires: 'Expires',
  date: 'Date',
  expiry: { never: 'Never', '30': '30 days', '90': '90 days', '365': '1 year', on: 'A date' },
  expiryHint: {
    never: `Works until someone stops it. ${NO_CHANGE}`,
    until: (day: string) => `Works until ${day}. ${NO_CHANGE}`,
    on: `Works to the end of that day. ${NO_CHANGE}`,
  },
  problems: {
    name: 'Give the key a name.',
    scopes: 'Choose at least one permission.',
    tooManyScopes: (most: number) => `Choose at most ${most} permissions.`,
    noDate: 'Choose the date on which the key ends.',
    pastDate: 'Choose today or a later date.',
  },

  permissions: 'Permissions',
  loadingPermissions: 'Loading the permissions',
  chosen: (chosen: number, offered: number) => `${chosen} of ${offered} chosen`,
  searchPermissions: 'Search permissions',
  wholeGroup: ', the whole group',
  noMatch: (typed: string) => `No permission matches “${typed}”.`,
  reserved: {
    'keyturn.keys:verify': 'Check keys of this organisation',
    'keyturn.events:publish': 'Publish events to webhooks',
    'keyturn.webhooks:manage': 'Register and change webhooks of the key’s owner',
  } satisfies Record<ReservedScope, string>,
  reservedAbout: 'For a service that asks Keyturn about the keys it is shown.',
};
