import { every, type Repeated } from '../../every.ts';
import type { Context } from '../context.ts';
import { type ClockState, lookAtClock } from './steady-clock.ts';
import { revokeUnused } from './unused.ts';

export interface SweepOptions {
  /** In milliseconds. */
  every: number;
  /** In milliseconds since whenever; never set, unlike the clock. */
  monotonic: () => number;
  onFailure: (error: unknown) => void;
  /** The clock is that many milliseconds ahead of what can be believed: nothing is revoked. */
  onDoubt: (ahead: number) => void;
}

/** The row of `clocks` that says how far the sweep has seen time. */
const CLOCK = 'sweep';

/**
 * Revokes unused keys now and every so often, without keeping the process alive. What
 * another server on the same store has not yet flushed of its last uses is not known
 * here. `stop` goes before `store.close()` and throws nothing.
 */
export function startKeySweep(context: Context, options: SweepOptions): Repeated {
  const { monotonic, onFailure, onDoubt } = options;
  let clock: ClockState | null = null;

  async function sweep(isStopping: () => boolean): Promise<void> {
    const { store, now } = context;
    const seenAt = (await store.clocks.byId(CLOCK))?.seenAt ?? null;
    const reading = { wall: now(), monotonic: monotonic() };
    const { state, ahead } = lookAtClock(clock, reading, seenAt);
    clock = state;
    if (ahead !== null) return onDoubt(ahead);
    if (reading.wall !== seenAt) {
      await store.transact(async (tx) => tx.put('clocks', { id: CLOCK, seenAt: reading.wall }));
    }
    await revokeUnused(context, reading.wall, isStopping);
  }

  return every(options.every, sweep, onFailure);
}
