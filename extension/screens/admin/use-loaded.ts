import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure, Result } from '../../messages/failure.ts';

export interface Loaded<T> {
  /** Null until it is there. */
  value: T | null;
  failure: Failure | null;
  /** True where it came. */
  reload(): Promise<boolean>;
  set(value: T): void;
}

/** What a place shows of the server: asked for as it opens. `ask` must be stable. */
export function useLoaded<T>(ask: () => Promise<Result<T>>): Loaded<T> {
  const [value, setValue] = useState<T | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const turn = useRef(0);

  const reload = useCallback(async () => {
    const mine = ++turn.current;
    const result = await ask();
    if (mine !== turn.current) return result.ok;
    setFailure(result.ok ? null : result.failure);
    if (result.ok) setValue(result.value);
    return result.ok;
  }, [ask]);
  useEffect(() => {
    void reload();
  }, [reload]);

  const set = useCallback((next: T) => {
    // What is still on its way is older than this.
    turn.current++;
    setFailure(null);
    setValue(next);
  }, []);
  return { value, failure, reload, set };
}
