import { keyCount } from './plural.ts';

export const vault = {
  passphrase: 'Passphrase',
  unlock: 'Unlock',
  unlockTitle: 'Unlock the keys in this browser',
  saveHeld: (keys: number) => `Keep the ${keyCount(keys)} made since they were locked, too`,
  lost: 'Passphrase lost?',
  toSettings: 'Reset it in the settings',
  lockedTitle: 'The keys kept in this browser are locked',
  heldAbout: (keys: number) =>
    `${keyCount(keys)} made since then can be used until the browser closes, and can be kept as you unlock.`,
  lockedUnlock: 'Locked. Unlock the keys in this browser',
  openLock: (time: string) => `Open until ${time}. Lock the keys in this browser`,
  isLocked: 'Locked. Keys that were set on tabs are taken off.',
};
