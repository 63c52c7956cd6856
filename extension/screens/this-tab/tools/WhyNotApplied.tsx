import { useState } from 'preact/hooks';
import type { TabCheck } from '../../../messages/tabs.ts';
import { send } from '../../../send.ts';
import { FailureNotice } from '../../../ui/FailureNotice.tsx';
import { InfoIcon, TickIcon, WarningIcon } from '../../../ui/icons.tsx';
import { Skeleton } from '../../../ui/Spinner.tsx';
import { pageToolsWords as said } from '../../../words/page-tools-words.ts';
import { hostOf, listed } from '../../../words/text.ts';
import { useAsk } from '../../use-ask.ts';

const ICONS = { good: TickIcon, bad: WarningIcon, unknown: InfoIcon };

/** The numbered check, which runs itself whenever it is unfolded. */
export function WhyNotApplied({ tabId }: { tabId: number }) {
  const [checks, setChecks] = useState<TabCheck[] | null>(null);
  const { busy, failure, run } = useAsk();

  const look = async () => {
    const result = await run(() => send('tab.check', { tabId }));
    setChecks(result.ok ? result.value.checks : null);
  };

  return (
    <details onToggle={(event) => event.currentTarget.open && void look()}>
      <summary>{said.why}</summary>
      <div class="stack stack--tight" role="status">
        {busy && !checks && (
          <>
            <span class="for-readers">{said.checking}</span>
            <Skeleton width={220} />
          </>
        )}
        {checks && (
          <ol class="page-tools__checks">
            {checks.map((check) => (
              <Check key={check.id} check={check} />
            ))}
          </ol>
        )}
        {checks && <p class="small quiet">{said.byHand}</p>}
      </div>
      {failure && <FailureNotice failure={failure} />}
    </details>
  );
}

function Check({ check: { id, outcome, about } }: { check: TabCheck }) {
  const Icon = ICONS[outcome];
  return (
    <li>
      <span class={`page-tools__check page-tools__check--${outcome}`}>
        <Icon />
        <span class="for-readers">{said.outcome[outcome]}: </span>
        <span class="anywhere">{said.check[id][outcome](listed(about.map(hostOf)))}</span>
      </span>
    </li>
  );
}
