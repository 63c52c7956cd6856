import type { Words } from '../en/index.ts';
import { rich } from '../rich.ts';

export const reveal: Words['reveal'] = {
  once: 'Das Geheimnis wird nur dieses eine Mal gezeigt. Es gehört dorthin kopiert, wo es gebraucht wird.',
  copied: 'Kopiert. Nach „Fertig“ wird das Geheimnis nicht mehr gezeigt.',
  secret: 'Geheimnis',
  copy: 'Kopieren',
  asCommand: 'Als Befehl',
  copyCommand: 'Als curl kopieren',
  exampleHint: (origin) => `Anstelle von ${origin} gehört die Adresse Ihrer API.`,
  useFor: (origins, header) => rich`Für ${origins}, als ${header}.`,
  done: 'Fertig',

  leaveQuestion: (name) => rich`Gehen, ohne ${name} zu kopieren?`,
  leaveAbout:
    'Das Geheimnis wird nicht noch einmal gezeigt. Ohne Kopie lässt sich der Schlüssel nur in Tabs nutzen, bis dieser Browser schließt; danach hilft nur, ihn neu zu erzeugen.',
  stay: 'Zurück',
  leave: 'Gehen',
};
