import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure } from '../../messages/failure.ts';
import type { KeyList, ListedKey } from '../../messages/keys.ts';
import { send } from '../../send.ts';
import { useNotice } from '../use-notice.ts';

export interface KeysHold {
  /** Null before anything is known. */
  list: KeyList | null;
  /** Why the list could not be asked for anew; what is shown is then from before. */
  failure: Failure | null;
  reload: () => Promise<void>;
  put: (key: ListedKey) => void;
  drop: (id: string) => void;
}

/** The last known list at once, then the server's. */
export function useKeys(showRevoked: boolean, opening: KeyList | null): KeysHold {
  const [list, setList] = useState(opening);
  const [failure, setFailure] = useState<Failure | null>(null);

  const reload = useCallback(async () => {
    const result = await send('keys.list', { showRevoked });
    setFailure(result.ok ? null : result.failure);
    if (result.ok) setList(result.value);
  }, [showRevoked]);

  useEffect(() => {
    let current = true;
    void send('keys.cached', { showRevoked }).then((cached) => {
      if (current && cached.ok && cached.value) setList(cached.value);
      return current ? reload() : undefined;
    });
    return () => {
      current = false;
    };
  }, [showRevoked, reload]);
  useNotice('keys', reload);

  const change = useCallback((to: (keys: ListedKey[]) => ListedKey[]) => {
    setList((now) => now && { ...now, keys: to(now.keys) });
  }, []);
  const drop = useCallback(
    (id: string) => change((keys) => keys.filter((key) => key.id !== id)),
    [change],
  );
  const put = useCallback(
    (key: ListedKey) =>
      change((keys) =>
        keys
          .map((one) => (one.id === key.id ? key : one))
          .filter((one) => showRevoked || one.status !== 'revoked'),
      ),
    [change, showRevoked],
  );
  return { list, failure, reload, put, drop };
}
