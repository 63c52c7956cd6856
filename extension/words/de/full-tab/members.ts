import type { FullTabWords } from '../../en/full-tab/index.ts';
import { counterFor } from '../../plural.ts';
import { rich } from '../../rich.ts';
import { keyCount } from '../plural.ts';

const counted = counterFor('de');
const memberCount = (count: number) => counted(count, { one: 'Mitglied', other: 'Mitglieder' });
const ofMembers = (count: number) => counted(count, { one: 'Mitglied', other: 'Mitgliedern' });

export const members: FullTabWords['members'] = {
  title: 'Mitglieder',
  about:
    'Wer zu dieser Organisation gehört, wer Schlüssel hat und wann sie zuletzt benutzt wurden.',
  filter: 'Nach Name, E-Mail oder Rolle filtern',
  show: 'Zeigen',
  shows: {
    all: 'Alle',
    people: 'Personen',
    services: 'Dienstmitglieder',
    'with-keys': 'Mit aktiven Schlüsseln',
    inactive: 'Deaktivierte',
    invited: 'Eingeladene, noch nicht dabei',
  },
  count: memberCount,
  soFar: (count) => `Bisher ${memberCount(count)} geladen`,
  found: (found, all) => `${found} von ${ofMembers(all)}`,
  looking: (count) => `Bisher ${memberCount(count)} durchsucht`,
  noneFound: 'Kein Mitglied passt dazu',
  noneFoundNext: 'Gesucht wird in Namen, E-Mails und Rollen.',
  clearFilter: 'Filter leeren',
  back: 'Zurück zu den Mitgliedern',
  unknown: 'Dieses Mitglied gibt es nicht',
  unknownNext: 'Die Liste zeigt alle: Die Adresse kann zu einer anderen Organisation gehören.',

  name: 'Name',
  email: 'E-Mail',
  role: 'Rolle',
  kind: 'Art',
  kinds: { person: 'Person', service: 'Dienst' },
  activeKeys: 'Aktive Schlüssel',
  webhookCount: 'Webhooks',
  lastUsed: 'Letzte Nutzung',
  neverUsed: 'Nie wurde ein Schlüssel benutzt',
  access: 'API-Zugriff',
  accesses: {
    allowed: 'Ja',
    admin: 'Ja, immer: Admin',
    org_access_off: 'Nein: der Schalter der Organisation ist aus',
    role_access_off: 'Nein: die Rolle darf nicht',
    member_inactive: 'Nein: deaktiviert',
  },
  invited: 'Eingeladen',
  inactive: 'Deaktiviert',
  you: 'Sie',

  invite: 'Person einladen',
  inviteAgain: 'Erneut einladen',
  inviteAbout:
    'Sie bekommen einen Code zum Weitergeben. Mit ihm wählt die Person ein Passwort und meldet sich an. Er gilt einmal, sieben Tage lang.',
  sendInvite: 'Einladung erstellen',
  isInvited: (name) => rich`${name} ist eingeladen`,
  passOn:
    'Beides auf einem Weg weitergeben, den nur diese Person liest. Der Code wird nicht noch einmal gezeigt.',
  address: 'Serveradresse',
  code: 'Einladungscode',
  codeEnds: (day) => `Gilt einmal, bis ${day}.`,
  copyBoth: 'Beides kopieren',
  bothAsText: (address, code) => `Keyturn-Server: ${address}\nEinladungscode: ${code}`,
  done: 'Fertig',

  addService: 'Dienstmitglied hinzufügen',
  addServiceAbout:
    'Für eine Integration: Es hat keine Anmeldung, und seine Schlüssel hängen an keiner Person. Am besten mit einer Rolle, die wenig darf.',
  add: 'Hinzufügen',
  isAdded: (name) => `${name} ist jetzt Mitglied`,
  createKeyFor: 'Schlüssel dafür erstellen',
  mustName: 'Ein Name fehlt.',
  mustEmail: 'Eine E-Mail fehlt.',

  changeRole: 'Rolle ändern',
  changeRoleOf: (name) => rich`Rolle von ${name} ändern`,
  changeRoleAbout:
    'Das erreicht sofort jeden Schlüssel: Ein Schlüssel darf nie mehr als sein Inhaber.',
  change: 'Ändern',
  roleIsNow: (name, role) => `${name} hat die Rolle ${role}`,

  deactivate: 'Deaktivieren',
  deactivateQuestion: (name) => rich`${name} deaktivieren?`,
  deactivateAbout: (keys) =>
    keys === 0
      ? 'Die Arbeit in dieser Organisation ist dann nicht mehr möglich. Kein Schlüssel endet, denn keiner ist aktiv.'
      : `${keyCount(keys)} ${keys === 1 ? 'endet' : 'enden'} sofort, und die Arbeit in dieser Organisation ist nicht mehr möglich. Nach dem Reaktivieren gilt alles wieder.`,
  deactivateServiceAbout: (keys) =>
    keys === 0
      ? 'Kein Schlüssel endet, denn keiner ist aktiv. Nach dem Reaktivieren lassen sich seine Schlüssel wieder nutzen.'
      : `${keyCount(keys)} ${keys === 1 ? 'endet' : 'enden'} sofort, und was ${keys === 1 ? 'ihn' : 'sie'} benutzt, hört auf zu funktionieren. Nach dem Reaktivieren gilt alles wieder.`,
  reactivate: 'Reaktivieren',
  isInactive: (name) => `${name} ist deaktiviert`,
  isActive: (name) => `${name} ist wieder aktiv`,

  endSessions: 'Überall abmelden',
  endSessionsQuestion: (name) => rich`${name} überall abmelden?`,
  endSessionsAbout:
    'In jedem Browser ist dann eine neue Anmeldung nötig. Die Schlüssel gelten weiter.',
  endSessionsVerb: 'Abmelden',
  sessionsEnded: (name, ended) =>
    ended === 0
      ? `${name} war nirgends angemeldet`
      : `${name} ist abgemeldet: ${counted(ended, { one: 'Sitzung', other: 'Sitzungen' })} beendet`,

  clearKeys: 'Schlüssel entfernen',
  clearQuestion: (name, keys) => rich`${keyCount(keys)} von ${name} widerrufen?`,
  clearAbout: (keys) =>
    `Was ${keys === 1 ? 'ihn' : 'sie'} benutzt, hört sofort auf zu funktionieren. Das lässt sich nicht rückgängig machen.`,
  clearNext: {
    person: 'Neue Schlüssel sind danach möglich.',
    service: 'Danach kann ein Admin neue Schlüssel dafür erstellen.',
  },
  nothingToClear:
    'Es gibt keinen Schlüssel zu widerrufen: Es sind keine da, oder alle sind es schon.',
  clear: (keys) => (keys === 1 ? 'Widerrufen' : 'Alle widerrufen'),
  cleared: (name, keys) => `${keyCount(keys)} von ${name} widerrufen`,

  keys: 'Schlüssel',
  noKeys: 'Keine Schlüssel.',
  keyName: 'Name',
  status: 'Status',
  prefix: 'Präfix',
  expires: 'Läuft ab',
  keyLastUsed: 'Zuletzt benutzt',
  never: 'Nie',
  actions: 'Aktionen',

  webhooks: 'Webhooks',
  noWebhooks: 'Keine Webhooks. Ein Mitglied registriert sie mit einem Schlüssel über die API.',
  url: 'URL',
  event: 'Ereignis',
  operations: { create: 'erstellt', update: 'geändert', delete: 'gelöscht', '*': 'jede Änderung' },
  webhookStatus: { active: 'Aktiv', paused: 'Pausiert', stopped: 'Gestoppt' },
  stopReason: {
    key: 'sein Schlüssel gilt zurzeit nicht',
    gone: 'der Empfänger ist nach eigener Angabe weg',
    failing: 'er schlug anhaltend fehl',
  },
  lastDelivery: 'Letzte Zustellung',
  noDelivery: 'Noch wurde nichts gesendet',
  delivery: { pending: 'wartet', delivered: 'zugestellt', failed: 'fehlgeschlagen' },
  pause: 'Pausieren',
  resume: 'Fortsetzen',
  pauseOne: (url) => `${url} pausieren`,
  resumeOne: (url) => `${url} fortsetzen`,
  isPaused: 'Pausiert. Was inzwischen geschieht, wird nicht nachgesendet.',
  isResumed: 'Fortgesetzt',
};
