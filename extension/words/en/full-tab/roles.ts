import { counterFor } from '../../plural.ts';
import { type Rich, rich } from '../../rich.ts';
import { keyCount, peopleCount } from '../plural.ts';

const counted = counterFor('en-GB');
const keysOfPeople = (keys: number, people: number) =>
  `${keyCount(keys)} of ${peopleCount(people)}`;

export const roles = {
  title: 'Roles',
  about: 'What the holders of a role may do. A key never may more than its owner’s role does now.',
  create: 'Create a role',
  createTitle: 'Create a role',
  edit: 'Edit',
  editOne: (role: string) => `Edit ${role}`,
  editTitle: (role: Rich) => rich`Edit ${role}`,
  delete: 'Delete',
  deleteOne: (role: string) => `Delete ${role}`,
  deleteQuestion: (role: Rich) => rich`Delete the role ${role}?`,
  deleteAbout: 'Nobody may have it any more. This cannot be undone.',
  deleted: (role: string) => `Deleted ${role}`,
  saved: (role: string) => `Saved ${role}`,
  back: 'Back to roles',
  name: 'Name',
  permissions: 'Permissions',
  access: 'API keys',
  mayUse: 'Yes',
  mayNot: 'No',
  actions: 'Actions',
  builtIn: 'Built in',
  builtInAbout:
    'Built-in roles keep their name and permissions. Whether they may use API keys is set under Access.',
  reaches:
    'A change reaches every key of the holders at once: what the role no longer allows, their keys no longer may.',
  mayUseKeys: 'Its holders may use API keys',
  mayUseKeysAbout: 'While the organisation’s own switch is on.',
  mustName: 'Give the role a name.',
  mustChoose: 'Choose at least one permission.',
  unknown: 'There is no such role',
  unknownNext: 'It may have been deleted. Look at the list.',

  /** Permissions that reach what is added later, too. */
  wide: 'Wide permissions',
  wideAbout: 'It also covers what is added to the catalogue later.',
  everything: 'Everything',
  allOf: (resource: string) => `Everything about ${resource}`,
  each: (action: string) => `${action} on everything`,
  notListed: 'No longer in the catalogue',

  /** Under Access. */
  switches: 'By role',
  switchesAbout: 'A role that is off keeps its holders from API keys, also while API access is on.',
  switchFor: (role: Rich) => rich`API keys for ${role}`,
  switchOn: 'On. Its holders may hold working keys while API access is on.',
  switchOff: 'Off. Keys of its holders are suspended.',
  adminFixed: 'Always on: admins’ keys work whatever the switches say.',
  turnOffQuestion: (role: Rich) => rich`Keep the role ${role} from API keys?`,
  turnOnQuestion: (role: Rich) => rich`Let the role ${role} use API keys?`,
  turnOff: 'Turn off',
  turnOn: 'Turn on',
  willStop: (keys: number, people: number) =>
    keys === 0
      ? 'No key stops, since its holders have none that works. They can create none.'
      : `${keysOfPeople(keys, people)} will stop at once. Turned on again, they work again.`,
  willWork: (keys: number, people: number) =>
    keys === 0
      ? 'No key starts to work, since its holders have none that waits for it. They can create keys.'
      : `${keysOfPeople(keys, people)} will work again at once, and its holders can create keys.`,
  orgIsOff: 'API access is off for the whole organisation, so nothing changes until it is on.',
  hasStopped: (role: string, keys: number) =>
    `${role} may not use API keys now: ${counted(keys, { one: 'key', other: 'keys' })} stopped`,
  worksAgain: (role: string, keys: number) =>
    `${role} may use API keys now: ${counted(keys, { one: 'key works', other: 'keys work' })} again`,
};
