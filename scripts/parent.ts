/**
 * Calls back when the process that started this one has ended. `npm` passes SIGTERM to
 * the shell between us, which ends without passing it on.
 */
export function whenParentEnds(callback: () => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    callback();
  }, 500);
  watch.unref();
}
