import type { Words } from '../en/index.ts';
import { rich } from '../rich.ts';

const NO_CHANGE = 'Das lässt sich später nicht ändern.';

export const createKey: Words['createKey'] = {
  title: 'Schlüssel erstellen',
  titleFor: (owner) => rich`Schlüssel für ${owner} erstellen`,
  back: 'Zurück zu den Schlüsseln',
  create: 'Schlüssel erstellen',
  requested: 'Ein Admin muss diesen Schlüssel genehmigen',
  requestedNext:
    'Er wartet als ausstehend in Ihrer Liste. Ist er genehmigt, hat seine Zeile „Abholen“: Das zeigt Ihnen das Geheimnis, einmal.',
  backToKeys: 'Zurück zu den Schlüsseln',
  name: 'Name',
  nameExample: 'Nachtbericht',
  expires: 'Läuft ab',
  date: 'Datum',
  expiry: { never: 'Nie', '30': '30 Tage', '90': '90 Tage', '365': '1 Jahr', on: 'Am Datum' },
  expiryHint: {
    never: `Gilt, bis ihn jemand beendet. ${NO_CHANGE}`,
    until: (day) => `Gilt bis zum ${day}. ${NO_CHANGE}`,
    on: `Gilt bis zum Ende dieses Tages. ${NO_CHANGE}`,
  },
  problems: {
    name: 'Der Schlüssel braucht einen Namen.',
    scopes: 'Mindestens eine Berechtigung ist nötig.',
    tooManyScopes: (most) => `Höchstens ${most} Berechtigungen sind möglich.`,
    noDate: 'Es fehlt das Datum, an dem der Schlüssel endet.',
    pastDate: 'Das Datum muss heute oder später sein.',
  },

  permissions: 'Berechtigungen',
  loadingPermissions: 'Berechtigungen werden geladen',
  chosen: (chosen, offered) => `${chosen} von ${offered} gewählt`,
  searchPermissions: 'Berechtigungen suchen',
  wholeGroup: ', die ganze Gruppe',
  noMatch: (typed) => `Keine Berechtigung passt zu „${typed}“.`,
  reserved: {
    'keyturn.keys:verify': 'Schlüssel dieser Organisation prüfen',
    'keyturn.events:publish': 'Ereignisse an Webhooks senden',
    'keyturn.webhooks:manage': 'Webhooks des Schlüsselinhabers anlegen und ändern',
  },
  reservedAbout: 'Für einen Dienst, der Keyturn nach vorgelegten Schlüsseln fragt.',
};
