import type { TabState } from '../../messages/tabs.ts';
import { Notice } from '../../ui/Notice.tsx';
import { words } from '../../words/words.ts';

type Ended = NonNullable<TabState['ended']>;

export function EndedNotice({ ended }: { ended: Ended }) {
  const { why, next } = words.thisTab.whyEnded[ended.why];
  return (
    <Notice tone="warning" title={words.thisTab.ended(<bdi>{ended.keyName}</bdi>, why)}>
      <p>{next}</p>
    </Notice>
  );
}
