import type { Failure } from '../../messages/failure.ts';
import { Loading } from './Loading.tsx';
import './admin.css';

interface Props {
  /** There is something to show already. */
  there: boolean;
  failure: Failure | null;
  onAgain: () => void;
}

/** Above a list: that it is on its way, or why there is nothing, or nothing newer. */
export function LoadState({ there, failure, onAgain }: Props) {
  return (
    <div class="notices">
      {(failure || !there) && <Loading failure={failure} onAgain={onAgain} />}
    </div>
  );
}
