import type { Failure } from '../messages/failure.ts';
import { words } from '../words/words.ts';
import { FailureNotice } from './FailureNotice.tsx';

interface Props {
  failure: Failure;
  tone?: 'bad' | 'warning';
  onAgain: () => void;
}

/** Why there is nothing to show, or nothing newer, and the way to ask again. */
export function LoadFailure({ failure, tone = 'bad', onAgain }: Props) {
  return (
    <FailureNotice
      failure={failure}
      tone={tone}
      action={
        <button type="button" class="link-button" onClick={onAgain}>
          {words.ui.tryAgain}
        </button>
      }
    />
  );
}
