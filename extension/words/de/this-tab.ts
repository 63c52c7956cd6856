import type { Words } from '../en/index.ts';
import { rich } from '../rich.ts';

export const thisTab: Words['thisTab'] = {
  title: 'Dieser Tab',
  looking: 'Die Seite wird angesehen',
  page: 'Seite',
  untitled: 'Seite ohne Titel',
  pageAt: (origin) => rich`Seite unter ${origin}`,
  apiPageAt: (kind, origin) => rich`Seite mit ${kind} unter ${origin}`,
  use: 'In diesem Tab nutzen',
  stop: 'Beenden',
  inUse: (key, hosts, header) =>
    rich`${key} ist in diesem Tab für ${hosts} gesetzt, als ${header}, bis der Tab schließt.`,
  tabKey: (time) => `Er ist nur für diesen Tab und wird mit ihm widerrufen, spätestens um ${time}.`,

  key: 'Schlüssel',
  hosts: 'API-Hosts',
  ownHost: ' diese Seite selbst',
  noHost: 'Mindestens ein Host ist nötig, an den der Schlüssel geht.',
  otherHost: 'Anderer Host',
  hostAddress: 'Adresse der API',
  hostExample: 'https://api.beispiel.de',
  addHost: 'Host hinzufügen',
  noAddress: 'Das ist keine Webadresse.',
  header: 'Header',
  asBearer: ', als Bearer',
  about:
    'Der Browser fügt den Schlüssel den Anfragen dieses Tabs an die gewählten Hosts hinzu. Die Seite bekommt das Geheimnis nicht. Der Browser fragt vielleicht, ob er das auf diesen Seiten darf.',

  noKey: 'In diesem Browser ist kein nutzbarer Schlüssel',
  noKeyAbout: {
    none: 'Keyturn behält ein Geheimnis nur, bis der Browser schließt. Setzen lassen sich deshalb nur Schlüssel, die hier erstellt oder neu erzeugt wurden, seit er offen ist.',
    open: 'Setzen lassen sich nur Schlüssel, die in diesem Browser erstellt oder neu erzeugt wurden, und kein aktiver wird hier aufbewahrt.',
  },
  create: 'Schlüssel erstellen',
  regenerateOne: 'Vorhandenen Schlüssel neu erzeugen',

  ended: (key, why) => rich`${key} ist nicht mehr gesetzt: ${why}.`,
  whyEnded: {
    'left-site': {
      why: 'der Tab hat die Seite verlassen, für die er gesetzt war',
      next: 'Soll diese Seite ihn bekommen, kann er hier neu gesetzt werden.',
    },
    'key-stopped': {
      why: 'der Schlüssel gilt nicht mehr',
      next: 'Unter „Schlüssel“ steht, warum. Ein anderer lässt sich hier setzen.',
    },
    locked: {
      why: 'die Schlüssel in diesem Browser wurden gesperrt',
      next: 'Entsperren und ihn noch einmal nutzen.',
    },
    'hour-over': {
      why: 'seine Stunde ist um',
      next: 'Für diesen Tab einen neuen erstellen oder einen Schlüssel nutzen, der länger gilt.',
    },
    'permission-removed': {
      why: 'die Erlaubnis des Browsers für die Seite wurde entzogen',
      next: 'Beim nächsten Setzen fragt der Browser wieder.',
    },
  },
  unseen: {
    'not-a-web-page': {
      title: 'Diese Seite kann keinen Schlüssel bekommen',
      next: 'Sie gehört zum Browser oder ist eine Datei. Nötig ist eine API-Seite, etwa eine mit Swagger UI, und dort ein Klick auf das Symbol in der Symbolleiste.',
    },
    'no-permission': {
      title: 'Der Browser zeigt Keyturn diese Seite nicht',
      next: 'Seiten des Browsers selbst bekommen nie einen Schlüssel. Jede andere sieht Keyturn, sobald dort auf das Symbol in der Symbolleiste geklickt wird.',
    },
  },
};
