import type { TabUse } from '../../messages.ts';
import { KeyIcon } from '../../ui/icons.tsx';
import { hostOf } from '../../words/text.ts';
import { headerName } from './choices.ts';

/** What is so on this tab, as one sentence. */
export function InUse({ use }: { use: TabUse }) {
  return (
    <div class="in-use" role="status">
      <KeyIcon />
      <p class="in-use__sentence">
        <em class="name">
          <bdi>{use.keyName}</bdi>
        </em>{' '}
        is set for{' '}
        {use.apiOrigins.map((origin, index) => (
          <span key={origin}>
            {index > 0 && (index === use.apiOrigins.length - 1 ? ' and ' : ', ')}
            <code title={origin}>{hostOf(origin)}</code>
          </span>
        ))}{' '}
        on this tab, as <code>{headerName(use.header)}</code>, until you close it.
      </p>
    </div>
  );
}
