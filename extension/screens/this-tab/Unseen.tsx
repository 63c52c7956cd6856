import type { PageInfo } from '../../messages.ts';
import { TabIcon } from '../../ui/icons.tsx';
import { Empty } from '../../ui/Notice.tsx';

type Reason = Extract<PageInfo, { seen: false }>['reason'];

const WORDS: Record<Reason, { title: string; next: string }> = {
  'not-a-web-page': {
    title: 'This page cannot take a key',
    next: 'It belongs to the browser or is a file. Open an API page, such as a Swagger UI page, and click the toolbar icon there.',
  },
  'no-permission': {
    title: 'The browser does not show Keyturn this page',
    next: 'Pages of the browser itself never take a key. Any other page Keyturn sees once you ask it to: go there and click the toolbar icon.',
  },
};

/** Why the page cannot be seen, and what to do. */
export function Unseen({ reason }: { reason: Reason }) {
  return (
    <Empty icon={<TabIcon />} title={WORDS[reason].title}>
      <p>{WORDS[reason].next}</p>
    </Empty>
  );
}
