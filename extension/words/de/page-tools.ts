import type { PageToolsWords } from '../en/page-tools.ts';
import { counterFor } from '../plural.ts';
import { rich } from '../rich.ts';
import { happened } from './happened.ts';

const counted = counterFor('de-DE');
const operations = (count: number) => counted(count, { one: 'Operation', other: 'Operationen' });

export const pageTools: PageToolsWords = {
  happened,

  api: 'Die API dieser Seite',
  wants: 'Sie nimmt einen Schlüssel als',
  wantsNone: 'Sie sagt nicht, wie sie einen Schlüssel nimmt.',
  notInHeader: 'nicht in einem Header: Keyturn kann ihn nicht setzen',
  scheme: (header, id) => rich`${header}, genannt ${id}`,
  operations: (count, scopes) =>
    `${operations(count)}, ${counted(scopes, { one: 'Berechtigung', other: 'Berechtigungen' })}`,
  noOperations: 'Sie sagt nicht, welche Berechtigungen ihre Operationen verlangen.',
  allOperations: 'Alle Operationen',
  asksNothing: 'verlangt keine',

  newKey: 'Neuer Schlüssel für diese Seite',
  newKeyAbout:
    'Öffnet das Formular mit dem Namen der Seite, ihren Berechtigungen und einem Ende in einer Woche.',
  tabKey: 'Schlüssel nur für diesen Tab',
  tabKeyAbout: (hosts, header) =>
    rich`Wird jetzt erstellt und für ${hosts} gesetzt, als ${header}. Niemand sieht ihn. Er wird widerrufen, wenn dieser Tab schließt oder die Seite verlässt, wenn er beendet wird, und spätestens nach einer Stunde.`,
  make: 'Erstellen und nutzen',
  keyName: (api, host) => `${api} auf ${host}`,
  name: 'Name',
  noName: 'Der Schlüssel braucht einen Namen.',
  noScopes: 'Mindestens eine Berechtigung ist nötig.',

  fill: 'Das Formular der Seite ausfüllen',
  fillTitle: (key) => rich`${key} an diese Seite geben?`,
  fillAbout:
    'Ab dann hat die Seite das Geheimnis, und mit ihr jedes Skript, das in ihr läuft. Beenden nimmt es nicht zurück: das kann nur ein Widerruf des Schlüssels.',
  fillKept: {
    memory:
      'Diese Seite behält ihn, bis sie neu geladen wird; ist sie auf Merken gestellt, steht er lesbar in ihrem Speicher.',
    storage:
      'Diese Seite behält ihn lesbar in ihrem Speicher in diesem Browser und wird jetzt neu geladen.',
  },
  form: 'Formular',
  fillNow: 'An die Seite geben',
  keep: 'Nicht geben',
  filled: 'Die Seite hat den Schlüssel.',

  document: 'Wo ist diese API beschrieben?',
  documentAbout: 'Die Adresse ihres OpenAPI-Dokuments oder API-Katalogs, in JSON oder YAML.',
  documentUrl: 'Adresse des Dokuments',
  documentExample: '/openapi.json',
  read: 'Lesen',
  goByPage: 'Wieder nach der Seite richten',

  why: 'Warum wirkt mein Schlüssel nicht?',
  checking: 'Wird geprüft',
  outcome: { good: 'In Ordnung', bad: 'Hier hakt es', unknown: 'Nicht festzustellen' },
  check: {
    'web-page': {
      good: (about) => `Die Seite ist eine Webseite, unter ${about}.`,
      bad: () =>
        'Die Seite gehört zum Browser oder ist eine Datei: dort wird nie ein Schlüssel gesetzt.',
      unknown: () =>
        'Der Browser zeigt diese Seite nicht. Ein Klick auf das Symbol in der Symbolleiste hilft, oder es ist eine Seite des Browsers.',
    },
    'key-set': {
      good: (about) => `${about} ist in diesem Tab gesetzt.`,
      bad: (about) =>
        about
          ? `${about} ist in diesem Tab nicht mehr gesetzt und lässt sich neu setzen.`
          : 'In diesem Tab ist kein Schlüssel gesetzt. Einen auswählen und nutzen.',
      unknown: () => '',
    },
    'same-site': {
      good: (about) => `Der Tab ist noch auf ${about}.`,
      bad: (about) => `Der Tab hat ${about} verlassen. Dort, wo er jetzt ist, neu setzen.`,
      unknown: () => '',
    },
    'page-permission': {
      good: (about) => `Der Browser erlaubt die Website der Seite, ${about}.`,
      bad: (about) => `Der Browser erlaubt ${about} nicht. Neu setzen und dabei erlauben.`,
      unknown: () => '',
    },
    'api-permission': {
      good: (about) => `Der Browser erlaubt die Website der API, ${about}.`,
      bad: (about) => `Der Browser erlaubt ${about} nicht. Neu setzen und dabei erlauben.`,
      unknown: () => '',
    },
    'key-works': {
      good: (about) => `${about} gilt, sagt der Server.`,
      bad: (about) => `${about} gilt nicht mehr. Unter „Schlüssel“ steht, warum.`,
      unknown: (about) => `Der Server antwortet nicht. Ob ${about} gilt, weiß gerade niemand.`,
    },
    'rule-present': {
      good: (about) => `Der Browser hat die Regel für ${about}.`,
      bad: () => 'Der Browser hat die Regel verloren. Beenden und neu setzen.',
      unknown: () => '',
    },
    'service-worker': {
      good: () => 'Kein Service Worker der Website antwortet an ihrer Stelle.',
      bad: () =>
        'Ein Service Worker der Website schickt die Anfragen der Seite, und die erreicht keine Regel für einen Tab. Die Seite mit gedrückter Umschalttaste neu laden: dann lädt sie ohne ihn.',
      unknown: () => '',
    },
    'host-called': {
      good: (about) => `Die Seite hat ${about} aufgerufen.`,
      bad: (about) =>
        `Die Seite ruft ${about} auf, der Schlüssel ist aber für einen anderen Host gesetzt. Beenden und diesen wählen.`,
      unknown: (about) => `Die Seite hat ${about} noch nicht aufgerufen. Eine Anfrage versuchen.`,
    },
  },
  byHand:
    'Was keine Prüfung sieht: eine andere Erweiterung, die denselben Header setzt (abschalten und neu versuchen), und eine API, die den Schlüssel unter einem anderen Namen will.',
};
