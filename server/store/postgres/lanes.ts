/**
 * Lets a few jobs run at once, so that what comes meanwhile can go together. A job that
 * takes long stands in nobody's way any more: another may start, up to `most` in all.
 */
export class Lanes {
  readonly #limits: LaneLimits;
  readonly #onFree: () => void;
  #running = 0;
  #quick = 0;

  /** `onFree` is called when a job may start that could not before. */
  constructor(limits: LaneLimits, onFree: () => void) {
    this.#limits = limits;
    this.#onFree = onFree;
  }

  get isFree(): boolean {
    return this.#quick < this.#limits.atOnce && this.#running < this.#limits.most;
  }

  /** Runs `job`, which must not throw. */
  run(job: () => Promise<void>): void {
    this.#running += 1;
    this.#quick += 1;
    let isQuick = true;
    const slow = setTimeout(() => {
      isQuick = false;
      this.#quick -= 1;
      this.#onFree();
    }, this.#limits.slowAfter);
    void job().finally(() => {
      clearTimeout(slow);
      this.#running -= 1;
      if (isQuick) this.#quick -= 1;
      this.#onFree();
    });
  }
}

export interface LaneLimits {
  /** Jobs, of those that do not take long. */
  atOnce: number;
  /** In milliseconds. */
  slowAfter: number;
  /** Jobs, however long they take. */
  most: number;
}
