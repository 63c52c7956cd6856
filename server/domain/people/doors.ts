import type { Attempts } from './attempts.ts';
import type { Passwords } from './passwords.ts';

/** Passwords that are known from data breaches, as far as anybody can be asked about them. */
export interface BreachedPasswords {
  /** Never rejects: false, too, where nobody answers. */
  include(password: string): Promise<boolean>;
}

/** What stands between a stranger and a session. */
export interface Doors {
  passwords: Passwords;
  attempts: Attempts;
  breached: BreachedPasswords;
  /** Null on a server that was set up before it started. */
  setupCode: string | null;
}
