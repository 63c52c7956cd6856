import type { Words } from '../en/index.ts';
import { rich } from '../rich.ts';
import { keyCount, ofPeople } from './plural.ts';

const keysOfPeople = (keys: number, people: number) => `${keyCount(keys)} von ${ofPeople(people)}`;

export const access: Words['access'] = {
  title: 'API-Zugriff',
  about:
    'Ob auch andere als Admins geltende Schlüssel haben dürfen. Ausgeschaltet endet jeder solche Schlüssel bei der nächsten Prüfung, eingeschaltet gilt er wieder.',
  switchFor: (org) => rich`API-Zugriff für ${org}`,
  isNow: (on, effect) => `${on ? 'Ein.' : 'Aus.'} ${effect}`,
  admins:
    'Schlüssel von Admins gelten immer. Einer Rolle lassen sich API-Schlüssel auch dann verwehren, wenn der Schalter ein ist.',
  turned: (on) => `Der API-Zugriff ist ${on ? 'eingeschaltet' : 'ausgeschaltet'}`,

  affected: {
    noneOn: 'Zurzeit haben nur Admins geltende Schlüssel.',
    noneOff: 'Außer Admins hat niemand einen Schlüssel, der darauf wartet.',
    on: (keys, people) =>
      `${keysOfPeople(keys, people)} ${keys === 1 ? 'gilt' : 'gelten'} dadurch.`,
    off: (keys, people) =>
      `${keysOfPeople(keys, people)} ${keys === 1 ? 'würde' : 'würden'} wieder gelten.`,
  },
  consequence: {
    noneOn:
      'Kein Schlüssel endet, denn nur Admins haben geltende. Niemand sonst kann einen erstellen.',
    noneOff:
      'Kein Schlüssel beginnt zu gelten, denn außer Admins hat niemand einen. Mitglieder können Schlüssel erstellen.',
    on: (keys, people) =>
      `${keysOfPeople(keys, people)} ${keys === 1 ? 'endet' : 'enden'} sofort. Nach dem Wiedereinschalten gelten sie wieder.`,
    off: (keys, people) =>
      `${keysOfPeople(keys, people)} ${keys === 1 ? 'gilt' : 'gelten'} sofort wieder, und Mitglieder können Schlüssel erstellen.`,
  },

  turnOffQuestion: (org) => rich`API-Zugriff für ${org} ausschalten?`,
  turnOnQuestion: (org) => rich`API-Zugriff für ${org} einschalten?`,
  turnOff: 'Ausschalten',
  turnOn: 'Einschalten',
  keepOff: 'So lassen',
  keepOn: 'So lassen',

  off: {
    role: (role) => `Die Rolle ${role} darf keine API-Schlüssel verwenden`,
    roleNext: (org) =>
      `Deshalb lassen sich keine Schlüssel erstellen, und vorhandene sind ausgesetzt. Ein Admin von ${org} kann es erlauben oder Ihnen eine andere Rolle geben.`,
    member: (org) => `Sie sind in ${org} deaktiviert`,
    memberNext: (org) =>
      `Ihre Schlüssel sind ausgesetzt. Ein Admin von ${org} kann Sie wieder aktivieren.`,
    org: (org) => `Der API-Zugriff ist in ${org} ausgeschaltet`,
    orgNext: (org) =>
      `Deshalb lassen sich keine Schlüssel erstellen, und vorhandene sind ausgesetzt. Ein Admin von ${org} kann ihn einschalten.`,
  },
};
