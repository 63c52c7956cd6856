import { useCallback, useEffect, useState } from 'preact/hooks';
import type { Failure, SessionState } from '../messages.ts';
import { send } from '../send.ts';
import { useNotice } from './use-notice.ts';

export interface SessionHold {
  state: SessionState;
  take(state: SessionState): void;
  /** Why the server could not be asked; null when it answered, undefined until it has. */
  serverFailure: Failure | null | undefined;
  refresh(): Promise<void>;
}

/** Where the person stands: painted from what is known, then asked of the server. */
export function useSession(opening: SessionState): SessionHold {
  const [state, setState] = useState(opening);
  const [serverFailure, setServerFailure] = useState<Failure | null>();

  const reread = useCallback(async () => {
    const result = await send('session.state');
    if (result.ok) setState(result.value);
  }, []);
  useNotice('session', reread);

  const refresh = useCallback(async () => {
    const result = await send('session.refresh');
    setServerFailure(result.ok ? null : result.failure);
    if (result.ok) setState(result.value);
    else if (result.failure.kind === 'signed-out') await reread();
  }, [reread]);
  useEffect(() => {
    if (opening.stage !== 'no-server') void refresh();
  }, [opening.stage, refresh]);

  const take = useCallback((next: SessionState) => {
    setState(next);
    setServerFailure(null);
  }, []);
  return { state, take, serverFailure, refresh };
}
