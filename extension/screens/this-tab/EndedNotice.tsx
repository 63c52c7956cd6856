import type { TabState } from '../../messages.ts';
import { Notice } from '../../ui/Notice.tsx';

type Ended = NonNullable<TabState['ended']>;

const WHY: Record<Ended['why'], { why: string; next: string }> = {
  'left-site': {
    why: 'the tab left the site that it was set on',
    next: 'Use it again here if this page should have it.',
  },
  'key-stopped': {
    why: 'the key stopped working',
    next: 'Look at it under Keys, or use another one.',
  },
  'permission-removed': {
    why: 'the browser’s permission for the site was removed',
    next: 'Use it again and allow the site.',
  },
};

export function EndedNotice({ ended }: { ended: Ended }) {
  const { why, next } = WHY[ended.why];
  return (
    <Notice
      tone="warning"
      title={
        <>
          <bdi>{ended.keyName}</bdi> is no longer set: {why}.
        </>
      }
    >
      <p>{next}</p>
    </Notice>
  );
}
