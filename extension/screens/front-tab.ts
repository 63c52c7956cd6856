import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from '../browser.ts';
import type { Failure, TabState } from '../messages.ts';
import { send } from '../send.ts';
import { useNotice } from './use-notice.ts';

/** The tab that the popup is about: `?tab=<id>` where it stands in a tab itself, else the one in front. */
export async function frontTabId(query: string): Promise<number | null> {
  const named = Number(new URLSearchParams(query).get('tab') ?? Number.NaN);
  if (Number.isInteger(named)) return named;
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id ?? null;
}

export interface TabHold {
  /** Null until the page has been looked at. */
  state: TabState | null;
  failure: Failure | null;
  take(state: TabState): void;
  reread(): Promise<void>;
}

export function useFrontTab(tabId: number | null): TabHold {
  const [state, setState] = useState<TabState | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);

  const reread = useCallback(async () => {
    if (tabId === null) {
      setFailure({ kind: 'tab-gone' });
      return;
    }
    const result = await send('tab.state', { tabId });
    setFailure(result.ok ? null : result.failure);
    if (result.ok) setState(result.value);
  }, [tabId]);
  useEffect(() => {
    void reread();
  }, [reread]);
  useNotice('tabs', reread);

  return { state, failure, take: setState, reread };
}
