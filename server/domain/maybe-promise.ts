/** What a store may answer from memory at once, and otherwise has to wait for. */
export type MaybePromise<T> = T | Promise<T>;

/** `await`, but without giving up the turn for what is known already. */
export function andThen<T, U>(
  value: MaybePromise<T>,
  use: (value: T) => MaybePromise<U>,
): MaybePromise<U> {
  return value instanceof Promise ? value.then(use) : use(value);
}
