import type { Words } from '../en/index.ts';

export const ui: Words['ui'] = {
  cancel: 'Abbrechen',
  tryAgain: 'Erneut versuchen',
  copied: 'Kopiert',
  notCopied: 'Der Browser hat nicht kopiert. Den Text bitte markieren und kopieren.',
  showTyped: 'Eingabe anzeigen',
  hideTyped: 'Eingabe verbergen',
};
