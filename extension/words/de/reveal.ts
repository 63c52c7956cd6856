import type { Words } from '../en/index.ts';
import { rich } from '../rich.ts';

export const reveal: Words['reveal'] = {
  once: 'Das Geheimnis wird nur dieses eine Mal gezeigt. Es gehört dorthin kopiert, wo es gebraucht wird.',
  copied: 'Kopiert. Nach „Fertig“ wird das Geheimnis nicht mehr gezeigt.',
  secret: 'Geheimnis',
  copy: 'Kopieren',
  copyAs: 'Kopieren als',
  copyAsThat: (format) => `Als ${format} kopieren`,
  formats: {
    key: 'Schlüssel',
    curl: 'curl',
    env: '.env-Zeile',
    header: 'HTTP-Header',
    fetch: 'fetch',
    python: 'Python requests',
    gh: 'gh secret set',
  },
  ghHint:
    'Das Geheimnis geht über die Standardeingabe. Die Zeilen beginnen mit einem Leerzeichen, damit bash und zsh sie in üblicher Einstellung nicht in ihren Verlauf aufnehmen.',
  clearing: {
    never: 'Keyturn leert die Zwischenablage nicht; so ist es eingestellt.',
    staying: (seconds) =>
      `Keyturn leert die Zwischenablage in ${seconds} Sekunden, wenn Sie in diesem Fenster bleiben. Waren Sie einmal anderswo, weiß es nicht mehr, wessen Wert darin ist.`,
    reading: (seconds) =>
      `Keyturn leert die Zwischenablage in ${seconds} Sekunden, wenn dies noch darin ist, oder sobald es wieder vorne ist.`,
    beyond:
      'Ein Zwischenablage-Verlauf oder ein anderes Gerät mit derselben Zwischenablage kann es behalten.',
  },
  exampleHint: (origin) => `Anstelle von ${origin} gehört die Adresse Ihrer API.`,
  useFor: (origins, header) => rich`Für ${origins}, als ${header}.`,
  done: 'Fertig',

  leaveQuestion: (name) => rich`Gehen, ohne ${name} zu kopieren?`,
  leaveAbout:
    'Das Geheimnis wird nicht noch einmal gezeigt. Ohne Kopie lässt sich der Schlüssel nur in Tabs dieses Browsers nutzen: bis er schließt, oder solange Ihr Tresor ihn aufbewahrt. Danach hilft nur, ihn neu zu erzeugen.',
  leaveAboutFor: (owner) =>
    rich`Das Geheimnis wird nicht noch einmal gezeigt, und Schlüssel von ${owner} bleiben nicht in diesem Browser. Ohne Kopie hilft nur, den Schlüssel neu zu erzeugen.`,
  stay: 'Zurück',
  leave: 'Gehen',
};
