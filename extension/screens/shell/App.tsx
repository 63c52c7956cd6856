import { ToastPlace } from '../../ui/Toast.tsx';
import type { Opening } from '../opening.ts';
import { useSession, whoseOf } from '../session.ts';
import { VaultPlace } from '../vault/VaultPlace.tsx';
import { type Frame, FrameContext } from './frame.ts';
import { FirstRun } from './parts.ts';
import { SignedIn } from './SignedIn.tsx';

export function App({ frame, opening }: { frame: Frame; opening: Opening }) {
  const session = useSession(opening.session);
  const { state } = session;
  return (
    <FrameContext.Provider value={frame}>
      <ToastPlace>
        {state.stage === 'signed-in' ? (
          <VaultPlace opening={opening.vault}>
            <SignedIn
              // Nothing of one person or organisation is left on screen for the next.
              key={whoseOf(state)}
              state={state}
              session={session}
              opening={opening}
            />
          </VaultPlace>
        ) : (
          <FirstRun state={state} onSession={session.take} />
        )}
      </ToastPlace>
    </FrameContext.Provider>
  );
}
