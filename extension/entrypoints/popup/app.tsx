import { FirstRun } from '../../screens/first-run/FirstRun.tsx';
import type { Opening } from '../../screens/opening.ts';
import { SignedIn } from '../../screens/SignedIn.tsx';
import { useSession, whoseOf } from '../../screens/session.ts';
import { ToastPlace } from '../../ui/Toast.tsx';

export function App({ opening }: { opening: Opening }) {
  const session = useSession(opening.session);
  const { state } = session;
  return (
    <ToastPlace>
      {state.stage === 'signed-in' ? (
        <SignedIn
          // Nothing of one person or organisation is left on screen for the next.
          key={whoseOf(state)}
          state={state}
          session={session}
          opening={opening}
        />
      ) : (
        <FirstRun state={state} onSession={session.take} />
      )}
    </ToastPlace>
  );
}
