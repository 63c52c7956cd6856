/** Keys kept in this browser across its restarts, under a passphrase. */

/** Keys kept in this browser across its restarts, under a passphrase. */
export type VaultState =
  | { stage: 'none' }
  /** `held`: how many keys were made since, which wait in memory to be saved. */
  | { stage: 'locked'; held: number }
  /** `until`: ms since the epoch. */
  | { stage: 'open'; until: number };

export interface VaultMessages {
  'vault.state': [undefined, VaultState];
  'vault.set-up': [{ passphrase: string }, VaultState];
  'vault.unlock': [{ passphrase: string; saveHeld: boolean }, VaultState];
  'vault.lock': [undefined, VaultState];
  'vault.change': [{ passphrase: string; next: string }, VaultState];
  /** Destroys what it holds. */
  'vault.reset': [undefined, VaultState];
  /** The person is at work in a screen, which puts the lock off. */
  'vault.active': [undefined, undefined];
}
