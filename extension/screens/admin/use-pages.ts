import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { PageOf } from '../../messages/admin.ts';
import type { Failure, Result } from '../../messages/failure.ts';

export interface Pages<T> {
  /** Null until the first page is there. */
  items: T[] | null;
  failure: Failure | null;
  busy: boolean;
  /** Nothing is left to load. */
  done: boolean;
  /** The next page, or the failed one again. */
  more(): Promise<void>;
  reload(): Promise<void>;
  change(to: (items: T[]) => T[]): void;
}

interface State<T> {
  items: T[] | null;
  cursor: string | null;
  failure: Failure | null;
  busy: boolean;
}

const START = { items: null, cursor: null, failure: null, busy: true };

/** A list that comes in pages. `read` must be stable; another one begins the list anew. */
export function usePages<T>(read: (cursor: string | null) => Promise<Result<PageOf<T>>>): Pages<T> {
  const [state, setState] = useState<State<T>>(START);
  const latest = useRef<State<T>>(START);
  const turn = useRef(0);

  const put = useCallback((next: State<T>) => {
    latest.current = next;
    setState(next);
  }, []);

  const load = useCallback(
    async (from: State<T>) => {
      const mine = ++turn.current;
      put({ ...from, busy: true, failure: null });
      const result = await read(from.cursor);
      if (mine !== turn.current) return;
      const now = latest.current;
      if (!result.ok) {
        put({ ...now, busy: false, failure: result.failure });
        return;
      }
      const { items, nextCursor } = result.value;
      put({
        items: [...(now.items ?? []), ...items],
        cursor: nextCursor,
        failure: null,
        busy: false,
      });
    },
    [put, read],
  );

  const reload = useCallback(() => load(START), [load]);
  useEffect(() => {
    void reload();
    return () => {
      turn.current++;
    };
  }, [reload]);

  const more = useCallback(async () => {
    const now = latest.current;
    if (!now.busy && (now.items === null || now.cursor !== null)) await load(now);
  }, [load]);
  const change = useCallback(
    (to: (items: T[]) => T[]) => {
      const now = latest.current;
      if (now.items) put({ ...now, items: to(now.items) });
    },
    [put],
  );

  const { items, cursor, failure, busy } = state;
  return { items, failure, busy, done: items !== null && cursor === null, more, reload, change };
}
