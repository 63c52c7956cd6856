export interface Repeated {
  /** Runs it now, too, or once more when the run under way is over. */
  soon(): void;
  /** Begins no other run; resolves when the one under way is over. Throws nothing. */
  stop(): Promise<void>;
}

/**
 * Runs `job` now, or where `first` is given after so many milliseconds, and then every `ms`
 * milliseconds, without keeping the process alive. Runs follow one another: of those that
 * become due during a long one, one takes place. What the job throws goes to `onFailure`.
 */
export function every(
  ms: number,
  job: (isStopping: () => boolean) => Promise<void>,
  onFailure: (error: unknown) => void,
  first = 0,
): Repeated {
  let isStopping = false;
  let oneWaits = false;
  let running = Promise.resolve();
  const run = () => {
    if (oneWaits) return;
    oneWaits = true;
    running = running
      .then(() => {
        oneWaits = false;
        return isStopping ? undefined : job(() => isStopping);
      })
      .catch(onFailure);
  };
  let timer: NodeJS.Timeout;
  const begin = () => {
    run();
    timer = setInterval(run, ms).unref();
  };
  if (first > 0) timer = setTimeout(begin, first).unref();
  else begin();
  return {
    soon: run,
    async stop() {
      isStopping = true;
      // Also ends a timeout: in Node the two are one kind of timer.
      clearInterval(timer);
      await running;
    },
  };
}
