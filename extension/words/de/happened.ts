import type { PageToolsWords } from '../en/page-tools.ts';
import { rich } from '../rich.ts';

export const happened: PageToolsWords['happened'] = {
  title: 'Was geschah',
  nothingYet: 'Noch ging keine Anfrage mit dem Schlüssel hinaus. Die Seite kann jetzt eine senden.',
  noAnswer: 'keine Antwort',
  answered: (status) => `Antwort ${status}`,
  at: (host) => rich`bei ${host}`,

  needs: (scopes) => rich`braucht ${scopes}`,
  needsAndHas: (scopes, own) => rich`braucht ${scopes}; dieser Schlüssel hat ${own}`,
  nothing: 'nichts',
  more: (count) => `${count} weitere`,
  refused: 'die API hat den Schlüssel nicht angenommen',
  says: (reason) => rich`die API sagt: ${reason}`,
  sawNoKey: 'die API hat keinen Schlüssel gesehen',
  next: {
    'no-answer': 'Die API ist vielleicht nicht da, oder sie lehnt Anfragen dieser Seite ab (CORS).',
    'no-key': 'Beenden und den Header wählen, in dem diese API Schlüssel nimmt.',
    scope: 'Nötig ist ein Schlüssel, der das darf.',
    key: 'Ein anderer Schlüssel lässt sich hier setzen.',
  },
  reasons: {
    malformed: {
      why: 'das ist kein ganzer Schlüssel',
      next: 'Ein anderer Schlüssel lässt sich hier setzen.',
    },
    not_found: {
      why: 'ihr Server kennt den Schlüssel nicht',
      next: 'Nötig ist ein Schlüssel jenes Servers.',
    },
    revoked: { why: 'der Schlüssel ist widerrufen', next: 'Ein neuer lässt sich erstellen.' },
    expired: { why: 'der Schlüssel ist abgelaufen', next: 'Ein neuer lässt sich erstellen.' },
    disabled: {
      why: 'der Schlüssel ist deaktiviert',
      next: 'Unter „Schlüssel“ lässt er sich aktivieren.',
    },
    pending: {
      why: 'der Schlüssel ist noch nicht genehmigt',
      next: 'Ein Admin muss ihn genehmigen.',
    },
    api_access_off: {
      why: 'der API-Zugang ist für seinen Besitzer aus',
      next: 'Ein Admin kann ihn einschalten.',
    },
    member_inactive: {
      why: 'der Besitzer des Schlüssels ist deaktiviert',
      next: 'Ein Admin kann ihn aktivieren.',
    },
  },
};
