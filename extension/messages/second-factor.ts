/** The person's second factor: whether it is on, and what turning it on has come to. */

import type { SecondFactorState } from '../../shared/contract/people.ts';

/** In memory until it is done with, so that a page that closes loses nothing. */
export type SecondFactorSetUp =
  /** A first code confirms it, until `expiresAt` (ms since the epoch). */
  | { stage: 'begun'; secret: string; uri: string; expiresAt: number }
  /** On; `saved`: copied, or given to the downloads. */
  | { stage: 'codes'; recoveryCodes: string[]; saved: boolean };

export interface SecondFactor {
  state: SecondFactorState;
  setUp: SecondFactorSetUp | null;
}

/** Takes → gives, by name, as in `Messages`. */
export interface SecondFactorMessages {
  'second-factor.read': [undefined, SecondFactor];
  'second-factor.begin': [{ currentPassword: string }, SecondFactor];
  'second-factor.confirm': [{ code: string }, SecondFactor];
  'second-factor.saved': [undefined, undefined];
  /** Given up, or its codes put away. */
  'second-factor.done': [undefined, undefined];
  'second-factor.remove': [{ currentPassword: string; secondFactorCode: string }, SecondFactor];
}
