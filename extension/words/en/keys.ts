import { type Rich, rich } from '../rich.ts';
import { keyCount } from './plural.ts';

export const keys = {
  title: 'Keys',
  create: 'Create key',
  search: 'Search keys',
  loading: 'Loading keys',
  showRevoked: 'Show revoked',
  count: keyCount,
  found: (found: number, all: number) => `${found} of ${keyCount(all)}`,

  none: 'No keys yet',
  noneAbout: 'A key lets a script, a service or an API page act with your rights, or with fewer.',
  noneFirst: 'Create the first one: you give it a name and choose what it may do.',
  noMatch: (typed: string) => `No key matches “${typed}”`,
  noMatchNext: 'Names and prefixes are searched.',
  clearSearch: 'Clear the search',

  /** Between what a reader is told of a row. */
  and: ', ',
  used: (when: Rich) => rich`used ${when}`,
  neverUsed: 'Never used',
  noExpiry: 'no expiry',
  ends: (when: Rich) => rich`ends ${when}`,
  expired: (when: Rich) => rich`expired ${when}`,
  revoked: (when: Rich) => rich`revoked ${when}`,
  /** By the vault's state. */
  here: {
    none: 'Its secret is in this browser, until the browser closes',
    locked: 'Its secret is in this browser, until the browser closes; unlock to keep it longer',
    open: 'Its secret is in this browser, while the keys here are unlocked',
  },
  hereForReaders: ', its secret is in this browser',
  use: 'Use',
  useKey: (name: string) => `Use ${name}`,
  useKeyHere: (name: string) => `Use ${name} on this tab`,
  stop: 'Stop',
  stopKey: (name: string) => `Stop ${name}`,
  stopKeyHere: (name: string) => `${name} is set for this tab. Stop it`,
  isSet: (name: string) => `${name} is set for this tab`,
  isStopped: (name: string) => `${name} is no longer set for this tab`,

  createdAt: 'Created',
  lastUsedAt: 'Last used',
  expiresAt: 'Expires',
  never: 'Never',
  permissions: 'Permissions',
  worksFor: 'Works for',
  worksForNothing: 'Nothing: your role allows none of these now.',

  record: 'Requests',
  note: 'Reason',
  collect: 'Collect',
  collectOne: (name: string) => `Collect the secret of ${name}`,

  actionsFor: (name: string) => `Actions for ${name}`,
  actions: {
    copy: 'Copy as',
    rename: 'Rename',
    disable: 'Deactivate',
    enable: 'Activate',
    regenerate: 'Regenerate',
    revoke: 'Revoke',
    delete: 'Delete',
  },
  done: {
    rename: (name: string) => `Renamed to ${name}`,
    disable: (name: string) => `Deactivated ${name}`,
    enable: (name: string) => `Activated ${name}`,
    revoke: (name: string) => `Revoked ${name}`,
    delete: (name: string) => `Deleted ${name}`,
  },
  order: {
    label: 'Sort and filter',
    sortBy: 'Sort by',
    sorts: { newest: 'Newest first', name: 'Name', used: 'Last used', expiry: 'Expiry' },
    show: 'Show',
    all: 'All statuses',
  },
  onlyStatus: (status: string) => `Only: ${status}`,
  showAll: 'Show all',
  sections: { here: 'In this browser', elsewhere: 'Elsewhere' },
  reminders: {
    summary: (expiring: number, unused: number) =>
      [
        expiring > 0 && `${keyCount(expiring)} ${expiring === 1 ? 'ends' : 'end'} within 7 days`,
        unused > 0 && `${keyCount(unused)} unused for 90 days`,
      ]
        .filter(Boolean)
        .join(', '),
    lastUsed: (when: Rich) => rich`last used ${when}: revoke?`,
    neverUsed: (when: Rich) => rich`made ${when}, never used: revoke?`,
    revoke: (name: string) => `Revoke ${name}`,
  },
  copyTitle: (name: Rich) => rich`Copy ${name}`,
  close: 'Close',
  keep: 'Keep',
  name: 'Name',
  renameTitle: (name: Rich) => rich`Rename ${name}`,
  revokeQuestion: (name: Rich) => rich`Revoke ${name}?`,
  revokeAbout: 'Whatever uses it stops at once. This cannot be undone.',
  deleteQuestion: (name: Rich) => rich`Delete ${name}?`,
  deleteAbout: 'It leaves the list for good. This cannot be undone.',
  deleteWorking:
    'Whatever uses it stops at once. It leaves the list for good. This cannot be undone.',
  regenerateQuestion: (name: Rich) => rich`Regenerate ${name}?`,
  regenerateAbout:
    'A new key takes its place, with the same name, permissions and expiry. Its secret is shown once.',
  oldKeyStops: 'The old key stops',
  graces: { '0': 'At once', '3600': 'In 1 hour', '86400': 'In 1 day' },
  noGraceHint: 'Whatever still uses it stops at once. This cannot be undone.',
  graceHint: 'Until then both work. This cannot be undone.',
  graceHintHere: 'Until then both work. On tabs it is taken off now. This cannot be undone.',
};
