import type { FullTabWords } from '../../en/full-tab/index.ts';

export const admin: FullTabWords['admin'] = {
  more: 'Mehr zeigen',
  loading: 'Wird geladen',
  keep: 'So lassen',
  close: 'Schließen',
  save: 'Speichern',
  saved: 'Gespeichert',
  none: 'Nichts',
  on: 'Ein',
  off: 'Aus',
};
