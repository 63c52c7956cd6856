import type { FullTabWords } from '../../en/full-tab/index.ts';
import { rich } from '../../rich.ts';

export const allow: FullTabWords['allow'] = {
  title: (hosts) => rich`Keyturn auf ${hosts} erlauben`,
  about: (key, header) =>
    rich`Danach ist ${key} in dem Tab gesetzt, aus dem Sie kommen, als ${header}. Der Browser fragt hier, weil seine Frage sonst hinter dem Popup läge.`,
  allow: 'Erlauben und nutzen',
  nothing: 'Nichts wartet auf eine Erlaubnis',
  nothingNext: 'Zurück auf der Seite lässt sich ein Schlüssel neu setzen.',
  back: 'Zurück',
};
