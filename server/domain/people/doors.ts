import type { Attempts } from './attempts.ts';
import type { Passwords } from './passwords.ts';

/** What stands between a stranger and a session. */
export interface Doors {
  passwords: Passwords;
  attempts: Attempts;
  /** Null on a server that was set up before it started. */
  setupCode: string | null;
}
