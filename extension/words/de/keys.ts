import type { Words } from '../en/index.ts';
import { rich } from '../rich.ts';
import { keyCount } from './plural.ts';

export const keys: Words['keys'] = {
  title: 'Schlüssel',
  create: 'Schlüssel erstellen',
  search: 'Schlüssel suchen',
  loading: 'Schlüssel werden geladen',
  showRevoked: 'Widerrufene zeigen',
  count: keyCount,
  found: (found, all) => `${found} von ${keyCount(all)}`,

  none: 'Noch keine Schlüssel',
  noneAbout:
    'Mit einem Schlüssel handelt ein Skript, ein Dienst oder eine API-Seite mit Ihren Rechten, oder mit weniger.',
  noneFirst: 'Für den ersten genügen ein Name und die Wahl, was er darf.',
  noMatch: (typed) => `Kein Schlüssel passt zu „${typed}“`,
  noMatchNext: 'Gesucht wird in Namen und Präfixen.',
  clearSearch: 'Suche leeren',

  and: ', ',
  used: (when) => rich`benutzt ${when}`,
  neverUsed: 'Nie benutzt',
  noExpiry: 'kein Ablauf',
  ends: (when) => rich`endet ${when}`,
  expired: (when) => rich`abgelaufen ${when}`,
  revoked: (when) => rich`widerrufen ${when}`,
  here: {
    none: 'Sein Geheimnis ist in diesem Browser, bis dieser schließt',
    locked:
      'Sein Geheimnis ist in diesem Browser, bis dieser schließt; länger bleibt es, wenn es beim Entsperren aufbewahrt wird',
    open: 'Sein Geheimnis ist in diesem Browser, solange die Schlüssel hier entsperrt sind',
  },
  hereForReaders: ', sein Geheimnis ist in diesem Browser',
  use: 'Nutzen',
  useKey: (name) => `${name} nutzen`,
  useKeyHere: (name) => `${name} in diesem Tab nutzen`,
  stop: 'Beenden',
  stopKey: (name) => `${name} beenden`,
  stopKeyHere: (name) => `${name} ist für diesen Tab gesetzt. Beenden`,
  isSet: (name) => `${name} ist für diesen Tab gesetzt`,
  isStopped: (name) => `${name} ist für diesen Tab nicht mehr gesetzt`,

  createdAt: 'Erstellt',
  lastUsedAt: 'Zuletzt benutzt',
  expiresAt: 'Läuft ab',
  never: 'Nie',
  permissions: 'Berechtigungen',
  worksFor: 'Gilt für',
  worksForNothing: 'Nichts: Ihre Rolle erlaubt zurzeit nichts davon.',

  record: 'Anfragen',
  note: 'Grund',
  collect: 'Abholen',
  collectOne: (name) => `Geheimnis von ${name} abholen`,

  actionsFor: (name) => `Aktionen für ${name}`,
  actions: {
    copy: 'Kopieren als',
    rename: 'Umbenennen',
    disable: 'Deaktivieren',
    enable: 'Aktivieren',
    regenerate: 'Neu erzeugen',
    revoke: 'Widerrufen',
    delete: 'Löschen',
  },
  done: {
    rename: (name) => `Umbenannt in ${name}`,
    disable: (name) => `${name} deaktiviert`,
    enable: (name) => `${name} aktiviert`,
    revoke: (name) => `${name} widerrufen`,
    delete: (name) => `${name} gelöscht`,
  },
  order: {
    label: 'Sortieren und filtern',
    sortBy: 'Sortieren nach',
    sorts: {
      newest: 'Neueste zuerst',
      name: 'Nach Name',
      used: 'Zuletzt benutzt',
      expiry: 'Nach Ablauf',
    },
    show: 'Zeigen',
    all: 'Jeder Status',
  },
  onlyStatus: (status) => `Nur: ${status}`,
  showAll: 'Alle zeigen',
  sections: { here: 'In diesem Browser', elsewhere: 'Anderswo' },
  reminders: {
    summary: (expiring, unused) =>
      [
        expiring > 0 && `${keyCount(expiring)} ${expiring === 1 ? 'endet' : 'enden'} in 7 Tagen`,
        unused > 0 && `${keyCount(unused)} seit 90 Tagen unbenutzt`,
      ]
        .filter(Boolean)
        .join(', '),
    lastUsed: (when) => rich`zuletzt benutzt ${when}: widerrufen?`,
    neverUsed: (when) => rich`erstellt ${when}, nie benutzt: widerrufen?`,
    revoke: (name) => `${name} widerrufen`,
  },
  copyTitle: (name) => rich`${name} kopieren`,
  close: 'Schließen',
  keep: 'Behalten',
  name: 'Name',
  renameTitle: (name) => rich`${name} umbenennen`,
  revokeQuestion: (name) => rich`${name} widerrufen?`,
  revokeAbout:
    'Was ihn benutzt, hört sofort auf zu funktionieren. Das lässt sich nicht rückgängig machen.',
  deleteQuestion: (name) => rich`${name} löschen?`,
  deleteAbout: 'Er verschwindet endgültig aus der Liste. Das lässt sich nicht rückgängig machen.',
  deleteWorking:
    'Was ihn benutzt, hört sofort auf zu funktionieren. Er verschwindet endgültig aus der Liste. Das lässt sich nicht rückgängig machen.',
  regenerateQuestion: (name) => rich`${name} neu erzeugen?`,
  regenerateAbout:
    'Ein neuer Schlüssel mit gleichem Namen, gleichen Berechtigungen und gleichem Ablauf tritt an seine Stelle. Sein Geheimnis wird einmal gezeigt.',
  oldKeyStops: 'Der alte Schlüssel endet',
  graces: { '0': 'Sofort', '3600': 'In 1 Stunde', '86400': 'In 1 Tag' },
  noGraceHint:
    'Was ihn noch benutzt, hört sofort auf zu funktionieren. Das lässt sich nicht rückgängig machen.',
  graceHint: 'Bis dahin gelten beide. Das lässt sich nicht rückgängig machen.',
  graceHintHere:
    'Bis dahin gelten beide. Von Tabs wird er jetzt genommen. Das lässt sich nicht rückgängig machen.',
};
