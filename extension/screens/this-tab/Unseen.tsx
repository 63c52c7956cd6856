import type { PageInfo } from '../../messages/page.ts';
import { TabIcon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/Notice.tsx';
import { words } from '../../words/words.ts';

type Reason = Extract<PageInfo, { seen: false }>['reason'];

/** Why the page cannot be seen, and what to do. */
export function Unseen({ reason }: { reason: Reason }) {
  const { title, next } = words.thisTab.unseen[reason];
  return (
    <Empty icon={<TabIcon />} title={title}>
      <p>{next}</p>
    </Empty>
  );
}
