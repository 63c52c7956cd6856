import type { Failure } from '../../messages/failure.ts';
import { LoadFailure } from '../../ui/LoadFailure.tsx';
import { Skeleton } from '../../ui/Spinner.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';

/** Before there is anything to show: that it is on its way, or why it is not. */
export function Loading({ failure, onAgain }: { failure: Failure | null; onAgain: () => void }) {
  if (failure) return <LoadFailure failure={failure} onAgain={onAgain} />;
  return (
    <div role="status">
      <span class="for-readers">{fullTabWords.admin.loading}</span>
      <div class="stack">
        {[240, 320, 280].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    </div>
  );
}
