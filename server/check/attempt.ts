import type { MaybePromise } from '../domain/maybe-promise.ts';

/** Runs what may throw at once or reject later, and passes the error on either way. */
export function attempt(run: () => MaybePromise<void>, fail: (error: unknown) => void): void {
  try {
    const running = run();
    if (running instanceof Promise) running.catch(fail);
  } catch (error) {
    fail(error);
  }
}
