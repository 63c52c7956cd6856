import type { FullTabWords } from '../../en/full-tab/index.ts';
import { rich } from '../../rich.ts';
import { keyCount, ofPeople } from '../plural.ts';

const keysOfPeople = (keys: number, people: number) => `${keyCount(keys)} von ${ofPeople(people)}`;

export const roles: FullTabWords['roles'] = {
  title: 'Rollen',
  about:
    'Was die Inhaber einer Rolle dürfen. Ein Schlüssel darf nie mehr als die Rolle seines Inhabers zurzeit.',
  create: 'Rolle erstellen',
  createTitle: 'Rolle erstellen',
  edit: 'Bearbeiten',
  editOne: (role) => `${role} bearbeiten`,
  editTitle: (role) => rich`${role} bearbeiten`,
  delete: 'Löschen',
  deleteOne: (role) => `${role} löschen`,
  deleteQuestion: (role) => rich`Rolle ${role} löschen?`,
  deleteAbout: 'Niemand darf sie mehr haben. Das lässt sich nicht rückgängig machen.',
  deleted: (role) => `${role} gelöscht`,
  saved: (role) => `${role} gespeichert`,
  back: 'Zurück zu den Rollen',
  name: 'Name',
  permissions: 'Berechtigungen',
  access: 'API-Schlüssel',
  mayUse: 'Ja',
  mayNot: 'Nein',
  actions: 'Aktionen',
  builtIn: 'Eingebaut',
  builtInAbout:
    'Eingebaute Rollen behalten Namen und Berechtigungen. Ob sie API-Schlüssel verwenden dürfen, lässt sich unter Zugriff einstellen.',
  reaches:
    'Eine Änderung erreicht sofort jeden Schlüssel der Inhaber: Was die Rolle nicht mehr erlaubt, dürfen auch ihre Schlüssel nicht mehr.',
  mayUseKeys: 'Wer sie hat, darf API-Schlüssel verwenden',
  mayUseKeysAbout: 'Solange der Schalter der Organisation ein ist.',
  mustName: 'Der Rolle fehlt ein Name.',
  mustChoose: 'Mindestens eine Berechtigung fehlt.',
  unknown: 'Diese Rolle gibt es nicht',
  unknownNext: 'Sie kann gelöscht worden sein. Die Liste zeigt alle.',

  wide: 'Weite Berechtigungen',
  wideAbout: 'Umfasst auch, was später zum Katalog hinzukommt.',
  everything: 'Alles',
  allOf: (resource) => `Alles zu ${resource}`,
  each: (action) => `${action} bei allem`,
  notListed: 'Nicht mehr im Katalog',

  switches: 'Nach Rolle',
  switchesAbout:
    'Eine ausgeschaltete Rolle verwehrt ihren Inhabern API-Schlüssel, auch während der API-Zugriff ein ist.',
  switchFor: (role) => rich`API-Schlüssel für ${role}`,
  switchOn: 'Ein. Ihre Inhaber dürfen geltende Schlüssel haben, solange der API-Zugriff ein ist.',
  switchOff: 'Aus. Schlüssel ihrer Inhaber sind ausgesetzt.',
  adminFixed: 'Immer ein: Schlüssel von Admins gelten, was auch die Schalter sagen.',
  turnOffQuestion: (role) => rich`Der Rolle ${role} API-Schlüssel verwehren?`,
  turnOnQuestion: (role) => rich`Der Rolle ${role} API-Schlüssel erlauben?`,
  turnOff: 'Ausschalten',
  turnOn: 'Einschalten',
  willStop: (keys, people) =>
    keys === 0
      ? 'Kein Schlüssel endet, denn ihre Inhaber haben keinen geltenden. Sie können keine erstellen.'
      : `${keysOfPeople(keys, people)} ${keys === 1 ? 'endet' : 'enden'} sofort. Nach dem Wiedereinschalten gelten sie wieder.`,
  willWork: (keys, people) =>
    keys === 0
      ? 'Kein Schlüssel beginnt zu gelten, denn keiner wartet darauf. Ihre Inhaber können Schlüssel erstellen.'
      : `${keysOfPeople(keys, people)} ${keys === 1 ? 'gilt' : 'gelten'} sofort wieder, und ihre Inhaber können Schlüssel erstellen.`,
  orgIsOff:
    'Der API-Zugriff ist für die ganze Organisation aus. Bis er ein ist, ändert sich nichts.',
  hasStopped: (role, keys) =>
    `${role} darf jetzt keine API-Schlüssel verwenden: ${keyCount(keys)} beendet`,
  worksAgain: (role, keys) =>
    `${role} darf jetzt API-Schlüssel verwenden: ${keyCount(keys)} ${keys === 1 ? 'gilt' : 'gelten'} wieder`,
};
