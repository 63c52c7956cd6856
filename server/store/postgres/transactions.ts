import { FateUnknown } from '../store.ts';
import { attempt, ConnectionLost, type Place } from './attempt.ts';
import { Lanes } from './lanes.ts';
import { TRANSACTION_LANES, WORKS_TOGETHER } from './limits.ts';
import { transact } from './transact.ts';
import type { Outcome, Work } from './work.ts';

interface Waiting {
  work: Work;
  done(outcome: Outcome): void;
}

/**
 * Transactions of many at once. What comes while all are busy waits, and then goes
 * together in one: each piece of work sees what those before it have changed, and all of
 * them stand or none, so that is the same as one after the other.
 */
export class Transactions {
  readonly #place: Place;
  readonly #waiting: Waiting[] = [];
  readonly #lanes = new Lanes(TRANSACTION_LANES, () => this.#start());

  constructor(place: Place) {
    this.#place = place;
  }

  async run<T>(work: Work<T>): Promise<T> {
    const outcome = await new Promise<Outcome>((done) => {
      this.#waiting.push({ work, done });
      this.#start();
    });
    if ('error' in outcome) throw outcome.error;
    return outcome.value as T;
  }

  #start(): void {
    while (this.#lanes.isFree && this.#waiting.length > 0) {
      const group = this.#waiting.splice(0, WORKS_TOGETHER);
      this.#lanes.run(() => this.#runTogether(group));
    }
  }

  /** Where they do not go together, each goes on its own: one may be all others' trouble. */
  async #runTogether(group: readonly Waiting[]): Promise<void> {
    const history = { start: performance.now(), losses: 0 };
    if (group.length > 1) {
      try {
        const outcomes = await attempt(
          this.#place,
          group.map(({ work }) => work),
        );
        for (const [at, { done }] of group.entries()) done(outcomes[at] as Outcome);
        return;
      } catch (error) {
        if (error instanceof FateUnknown) {
          for (const { done } of group) done({ error });
          return;
        }
        if (error instanceof ConnectionLost) history.losses = 1;
      }
    }
    await Promise.all(
      group.map(async ({ work, done }) =>
        done(await transact(this.#place, work, history).catch((error) => ({ error }))),
      ),
    );
  }
}
