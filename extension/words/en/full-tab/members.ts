import type { ApiAccess } from '../../../../shared/contract/people.ts';
import type { Webhook, WebhookOperation } from '../../../../shared/contract/webhooks.ts';
import { counterFor } from '../../plural.ts';
import { type Rich, rich } from '../../rich.ts';
import { keyCount } from '../plural.ts';

const counted = counterFor('en-GB');
const memberCount = (count: number) => counted(count, { one: 'member', other: 'members' });

export const members = {
  title: 'Members',
  about: 'Who is in this organisation, who holds keys, and when they were last used.',
  filter: 'Filter by name, email or role',
  show: 'Show',
  shows: {
    all: 'Everyone',
    people: 'People',
    services: 'Service members',
    'with-keys': 'With active keys',
    inactive: 'Deactivated',
    invited: 'Invited, not joined',
  },
  count: memberCount,
  soFar: (count: number) => `${memberCount(count)} loaded so far`,
  found: (found: number, all: number) => `${found} of ${memberCount(all)}`,
  looking: (count: number) => `Looking through ${memberCount(count)} so far`,
  noneFound: 'No member matches',
  noneFoundNext: 'Names, emails and roles are looked through.',
  clearFilter: 'Clear the filter',
  back: 'Back to members',
  unknown: 'There is no such member',
  unknownNext: 'Look at the list: the address may be of another organisation.',

  name: 'Name',
  email: 'Email',
  role: 'Role',
  kind: 'Kind',
  kinds: { person: 'Person', service: 'Service' },
  activeKeys: 'Active keys',
  webhookCount: 'Webhooks',
  lastUsed: 'Last use',
  neverUsed: 'No key was ever used',
  access: 'API access',
  accesses: {
    allowed: 'Yes',
    admin: 'Yes, always: admin',
    org_access_off: 'No: the organisation’s switch is off',
    role_access_off: 'No: the role may not',
    member_inactive: 'No: deactivated',
  } satisfies Record<ApiAccess['reason'], string>,
  invited: 'Invited',
  inactive: 'Deactivated',
  you: 'You',

  invite: 'Invite a person',
  inviteAgain: 'Invite again',
  inviteAbout:
    'You get a code to pass on. With it they choose a password and sign in. It works once, for seven days.',
  sendInvite: 'Create the invitation',
  isInvited: (name: Rich) => rich`${name} is invited`,
  passOn: 'Pass on both, by a way that only they read. The code is not shown again.',
  address: 'Server address',
  code: 'Invitation code',
  codeEnds: (day: string) => `Works once, until ${day}.`,
  copyBoth: 'Copy both',
  bothAsText: (address: string, code: string) =>
    `Keyturn server: ${address}\nInvitation code: ${code}`,
  done: 'Done',

  addService: 'Add a service member',
  addServiceAbout:
    'For an integration: it has no sign-in, and its keys do not depend on a person. Give it a role with few rights.',
  add: 'Add',
  isAdded: (name: string) => `${name} is a member`,
  createKeyFor: 'Create a key for it',
  mustName: 'Give a name.',
  mustEmail: 'Give an email.',

  changeRole: 'Change role',
  changeRoleOf: (name: Rich) => rich`Change the role of ${name}`,
  changeRoleAbout: 'It reaches every key at once: a key can never do more than its owner.',
  change: 'Change',
  roleIsNow: (name: string, role: string) => `${name} has the role ${role}`,

  deactivate: 'Deactivate',
  deactivateQuestion: (name: Rich) => rich`Deactivate ${name}?`,
  deactivateAbout: (keys: number) =>
    keys === 0
      ? 'They can no longer sign in to this organisation. No key stops, since none is active.'
      : `${keyCount(keys)} of theirs ${keys === 1 ? 'stops' : 'stop'} at once, and they can no longer work in this organisation. Reactivated, all of it works again.`,
  deactivateServiceAbout: (keys: number) =>
    keys === 0
      ? 'No key stops, since none is active. Reactivated, its keys can be used again.'
      : `${keys} of its keys ${keys === 1 ? 'stops' : 'stop'} at once, and with ${keys === 1 ? 'it' : 'them'} whatever uses ${keys === 1 ? 'it' : 'them'}. Reactivated, all of it works again.`,
  reactivate: 'Reactivate',
  isInactive: (name: string) => `${name} is deactivated`,
  isActive: (name: string) => `${name} is active again`,

  endSessions: 'Sign out everywhere',
  endSessionsQuestion: (name: Rich) => rich`Sign ${name} out everywhere?`,
  endSessionsAbout: 'They must sign in again in each of their browsers. Their keys go on working.',
  endSessionsVerb: 'Sign out',
  sessionsEnded: (name: string, ended: number) =>
    ended === 0
      ? `${name} was signed in nowhere`
      : `${name} is signed out of ${counted(ended, { one: 'session', other: 'sessions' })}`,

  clearKeys: 'Clear keys',
  clearQuestion: (name: Rich, keys: number) => rich`Revoke ${keyCount(keys)} of ${name}?`,
  clearAbout: (keys: number) =>
    `Whatever uses ${keys === 1 ? 'it' : 'them'} stops at once. This cannot be undone.`,
  clearNext: {
    person: 'New keys can be made afterwards.',
    service: 'An admin can make new keys for it afterwards.',
  },
  nothingToClear: 'No key to revoke: there are none, or all are revoked already.',
  clear: (keys: number): string => (keys === 1 ? 'Revoke' : 'Revoke all'),
  cleared: (name: string, keys: number) => `Revoked ${keyCount(keys)} of ${name}`,

  keys: 'Keys',
  noKeys: 'No keys.',
  keyName: 'Name',
  status: 'Status',
  prefix: 'Prefix',
  expires: 'Expires',
  keyLastUsed: 'Last used',
  never: 'Never',
  actions: 'Actions',

  webhooks: 'Webhooks',
  noWebhooks: 'No webhooks. A member registers them with a key, by the API.',
  url: 'URL',
  event: 'Event',
  operations: {
    create: 'created',
    update: 'changed',
    delete: 'deleted',
    '*': 'any change',
  } satisfies Record<WebhookOperation, string>,
  webhookStatus: {
    active: 'Active',
    paused: 'Paused',
    stopped: 'Stopped',
  } satisfies Record<Webhook['status'], string>,
  stopReason: {
    key: 'its key does not work now',
    gone: 'the receiver said that it is gone',
    failing: 'it kept failing',
  } satisfies Record<NonNullable<Webhook['stopReason']>, string>,
  lastDelivery: 'Last delivery',
  noDelivery: 'Nothing was sent yet',
  delivery: { pending: 'waiting', delivered: 'delivered', failed: 'failed' },
  pause: 'Pause',
  resume: 'Resume',
  pauseOne: (url: string) => `Pause ${url}`,
  resumeOne: (url: string) => `Resume ${url}`,
  isPaused: 'Paused. What happens meanwhile is not sent later.',
  isResumed: 'Resumed',
};
