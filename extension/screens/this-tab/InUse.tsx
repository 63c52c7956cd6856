import type { TabState, TabUse } from '../../messages/tabs.ts';
import { KeyIcon } from '../../ui/icons.tsx';
import { Name } from '../../ui/Name.tsx';
import { hostOf, listedAs } from '../../words/text.ts';
import { clockTime } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { headerName } from './choices.ts';

/** What is so on this tab, as one sentence. */
export function InUse({ use, tabKey }: { use: TabUse; tabKey?: TabState['tabKey'] }) {
  return (
    <div class="in-use" role="status">
      <KeyIcon />
      <p class="in-use__sentence">
        {words.thisTab.inUse(
          <Name>{use.keyName}</Name>,
          listedAs(use.apiOrigins, (origin) => <code title={origin}>{hostOf(origin)}</code>),
          <code>{headerName(use.header)}</code>,
        )}
        {tabKey && <span> {words.thisTab.tabKey(clockTime(tabKey.until))}</span>}
      </p>
    </div>
  );
}
