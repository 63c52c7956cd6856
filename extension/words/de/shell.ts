import type { Words } from '../en/index.ts';
import { rich } from '../rich.ts';

export const shell: Words['shell'] = {
  places: 'Bereiche',
  keys: 'Schlüssel',
  thisTab: 'Dieser Tab',
  access: 'Zugriff',

  waiting: (count) => `, ${count} warten`,

  account: 'Konto',
  role: (name) => `Rolle: ${name}`,
  organisation: 'Organisation',
  otherFrames: 'Anderswo öffnen',
  openSidePanel: 'In der Seitenleiste öffnen',
  openFullTab: 'Als ganze Seite öffnen',
  settings: 'Einstellungen',
  documentation: 'Dokumentation',
  ownDocumentation: 'API-Dokumentation',
  keyturnDocs: 'Die API von Keyturn, zum Ausprobieren',
  keyturnReference: 'Die API von Keyturn, Referenz',
  changeServer: 'Server wechseln',
  signOut: 'Abmelden',

  secondFactor: {
    missing: (org) => rich`${org} verlangt einen zweiten Faktor`,
    missingAbout:
      'Sie haben noch keinen und erreichen hier darum nichts. Schalten Sie einen ein, mit einer beliebigen Authenticator-App. Ihre Schlüssel gelten inzwischen weiter.',
    turnOn: 'Zweiten Faktor einschalten',
  },

  clock: {
    behind: (span) => `Die Uhr dieses Computers geht ${span} nach`,
    ahead: (span) => `Die Uhr dieses Computers geht ${span} vor`,
    next: 'Gemessen an der des Servers. Um so viel falsch ist, wann Schlüssel enden und benutzt wurden. Die Uhr stellen.',
  },
  serverIs: {
    asking: (address) => `${address}: wird gefragt`,
    answers: (address) => `${address}: antwortet`,
    problem: (address) => `${address}: keine Antwort`,
  },
  noAnswerFrom: (host) => `Keine Antwort von ${host}`,
  serverSilent: 'Der Server antwortet nicht',
};
