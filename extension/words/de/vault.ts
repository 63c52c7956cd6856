import type { Words } from '../en/index.ts';
import { keyCount } from './plural.ts';

export const vault: Words['vault'] = {
  passphrase: 'Passphrase',
  unlock: 'Entsperren',
  unlockTitle: 'Schlüssel in diesem Browser entsperren',
  saveHeld: (keys) => `Auch aufbewahren, was seit dem Sperren hinzukam: ${keyCount(keys)}`,
  lost: 'Passphrase verloren?',
  toSettings: 'In den Einstellungen zurücksetzen',
  lockedTitle: 'Die Schlüssel in diesem Browser sind gesperrt',
  heldAbout: (keys) =>
    `Seither hinzugekommen: ${keyCount(keys)}. Nutzbar, bis der Browser schließt; beim Entsperren lässt es sich aufbewahren.`,
  lockedUnlock: 'Gesperrt. Schlüssel in diesem Browser entsperren',
  openLock: (time) => `Offen bis ${time}. Schlüssel in diesem Browser sperren`,
  isLocked: 'Gesperrt. Von Tabs sind die Schlüssel genommen.',
};
