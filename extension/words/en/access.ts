import { type Rich, rich } from '../rich.ts';
import { keyCount, peopleCount } from './plural.ts';

const keysOfPeople = (keys: number, people: number) =>
  `${keyCount(keys)} of ${peopleCount(people)}`;

export const access = {
  title: 'API access',
  about:
    'Whether people other than admins may hold working keys. Turned off, every such key stops at the next check; turned on, it works again.',
  switchFor: (org: Rich) => rich`API access for ${org}`,
  isNow: (on: boolean, effect: string) => `${on ? 'On.' : 'Off.'} ${effect}`,
  admins: 'Admins’ keys always work. A role can be kept from API keys while the switch is on.',
  turned: (on: boolean) => `API access is ${on ? 'on' : 'off'}`,

  /** What depends on the switch now. */
  affected: {
    noneOn: 'Only admins hold working keys now.',
    noneOff: 'Nobody but admins has a key that waits for it.',
    on: (keys: number, people: number) =>
      `${keysOfPeople(keys, people)} ${keys === 1 ? 'works' : 'work'} because of it.`,
    off: (keys: number, people: number) => `${keysOfPeople(keys, people)} would work again.`,
  },
  /** What turning it will do. */
  consequence: {
    noneOn: 'No key stops, since only admins hold working keys. Nobody else can create one.',
    noneOff: 'No key starts to work, since nobody but admins has one. Members can create keys.',
    on: (keys: number, people: number) =>
      `${keysOfPeople(keys, people)} will stop at once. Turning it on again makes them work again.`,
    off: (keys: number, people: number) =>
      `${keysOfPeople(keys, people)} will work again at once, and members can create keys.`,
  },

  turnOffQuestion: (org: Rich) => rich`Turn API access off for ${org}?`,
  turnOnQuestion: (org: Rich) => rich`Turn API access on for ${org}?`,
  turnOff: 'Turn off',
  turnOn: 'Turn on',
  keepOff: 'Keep off',
  keepOn: 'Keep on',

  /** To a member who may not create keys. */
  off: {
    role: (role: string) => `The role ${role} may not use API keys`,
    roleNext: (org: string) =>
      `So you cannot create keys, and those you have are suspended. Ask an admin of ${org} to allow it or to give you another role.`,
    member: (org: string) => `You are deactivated in ${org}`,
    memberNext: (org: string) => `Your keys are suspended. Ask an admin of ${org} to activate you.`,
    org: (org: string) => `API access is off in ${org}`,
    orgNext: (org: string) =>
      `So you cannot create keys, and those you have are suspended. Ask an admin of ${org} to turn it on.`,
  },
};
