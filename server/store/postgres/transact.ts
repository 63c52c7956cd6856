import { setTimeout } from 'node:timers/promises';
import { StoreConflict, StoreUnavailable } from '../store.ts';
import { attempt, ConnectionLost, type Place } from './attempt.ts';
import { isConflict, isContradiction, reason } from './errors.ts';
import { CONFLICT_LIMIT } from './limits.ts';
import type { Outcome, Work } from './work.ts';

/** In milliseconds; waiting doubles with the tries up to this. */
const LONGEST_WAIT = 100;
/**
 * A contradiction may come from a transaction that committed just now: `work` gets one
 * more look. A second time, it is a mistake of ours.
 */
const CONTRADICTIONS_FORGIVEN = 1;
/**
 * A pooled connection may have died unseen, and a new one either works or says why not;
 * but whoever waited this long already, in milliseconds, is told instead.
 */
const LOSSES_FORGIVEN = 1;
const LOSS_FORGIVEN_WITHIN = 1_000;

/** What was lost already on the way, where a piece of work was tried with others before. */
export interface History {
  start: number;
  losses: number;
}

/** Runs `work` as one serialisable transaction, again where that helps. */
export async function transact(
  place: Place,
  work: Work,
  { start, losses: lostBefore }: History,
): Promise<Outcome> {
  let contradictions = 0;
  let losses = lostBefore;
  for (let tries = 1; ; tries++) {
    try {
      const [outcome] = await attempt(place, [work]);
      return outcome as Outcome;
    } catch (error) {
      const taken = performance.now() - start;
      if (error instanceof ConnectionLost) {
        if (++losses > LOSSES_FORGIVEN || taken > LOSS_FORGIVEN_WITHIN) throw error.why;
      } else if (isContradiction(error)) {
        if (++contradictions > CONTRADICTIONS_FORGIVEN) throw new StoreConflict(reason(error));
      } else if (!isConflict(error)) {
        throw error;
      }
      if (taken > CONFLICT_LIMIT) {
        throw new StoreUnavailable('Other changes were in the way for too long.');
      }
    }
    await setTimeout(Math.min(LONGEST_WAIT, 2 ** tries) * (0.5 + Math.random() / 2));
  }
}
