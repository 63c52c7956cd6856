import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { Failure } from '../messages/failure.ts';
import type { SessionState } from '../messages/session.ts';
import { send } from '../send.ts';
import { forgetDrafts } from './drafts.ts';
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

  const shown = useRef(opening);
  const show = useCallback((next: SessionState) => {
    if (whoseOf(next) !== whoseOf(shown.current)) forgetDrafts();
    shown.current = next;
    setState(next);
  }, []);

  const reread = useCallback(async () => {
    const result = await send('session.state');
    if (result.ok) show(result.value);
  }, [show]);
  useNotice('session', reread);

  const refresh = useCallback(async () => {
    const result = await send('session.refresh');
    setServerFailure(result.ok ? null : result.failure);
    if (result.ok) show(result.value);
    else if (result.failure.kind === 'signed-out') await reread();
  }, [reread, show]);
  useEffect(() => {
    if (opening.stage !== 'no-server') void refresh();
  }, [opening.stage, refresh]);

  const take = useCallback(
    (next: SessionState) => {
      show(next);
      setServerFailure(null);
    },
    [show],
  );
  return { state, take, serverFailure, refresh };
}

/** Tells one person in one organisation from another; the steps before are nobody's. */
export function whoseOf(state: SessionState): string {
  if (state.stage !== 'signed-in') return '';
  return `${state.address} ${state.account.user.id} ${state.account.current.org.id}`;
}
