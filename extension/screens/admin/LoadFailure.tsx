import type { Failure } from '../../messages/failure.ts';
import { FailureNotice } from '../../ui/FailureNotice.tsx';
import { words } from '../../words/words.ts';

/** Why there is nothing to show, or nothing newer, and the way to ask again. */
export function LoadFailure({ failure, onAgain }: { failure: Failure; onAgain: () => void }) {
  return (
    <FailureNotice
      failure={failure}
      action={
        <button type="button" class="link-button" onClick={onAgain}>
          {words.ui.tryAgain}
        </button>
      }
    />
  );
}
