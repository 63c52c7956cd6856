import { useCallback, useEffect, useState } from 'preact/hooks';
import { browser } from '../browser.ts';
import type { Failure } from '../messages/failure.ts';
import type { TabState } from '../messages/tabs.ts';
import { send } from '../send.ts';
import { useFrame } from './shell/frame.ts';
import { useNotice } from './use-notice.ts';

/** The tab that a frame is about where it stands in a tab itself: `?tab=<id>`. */
function namedTab(query: string): number | null {
  const named = Number(new URLSearchParams(query).get('tab') ?? Number.NaN);
  return Number.isInteger(named) ? named : null;
}

export function standsInTab(query: string): boolean {
  return namedTab(query) !== null;
}

/** The tab that a popup or side panel is about: the named one, else the one in front. */
export async function frontTabId(query: string): Promise<number | null> {
  const named = namedTab(query);
  if (named !== null) return named;
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

/** The page in front; a side panel stays open and follows it. */
export function useFrontTab(opening: number | null): TabHold {
  const tabId = useFollowed(opening);
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
  useUpdates(tabId, reread);

  // What is known of another tab says nothing about this one.
  return { state: state?.tabId === tabId ? state : null, failure, take: setState, reread };
}

function useFollowed(opening: number | null): number | null {
  const { kind, windowId: own } = useFrame();
  const [tabId, setTabId] = useState(opening);
  useEffect(() => {
    if (kind !== 'side-panel' || standsInTab(location.search)) return;
    const follow = (front: { tabId: number; windowId: number }) => {
      if (front.windowId === own) setTabId(front.tabId);
    };
    browser.tabs.onActivated.addListener(follow);
    return () => browser.tabs.onActivated.removeListener(follow);
  }, [kind, own]);
  return tabId;
}

/** Milliseconds after a page has loaded: many fetch the document of their API only then. */
const LOOKS_AFTER_LOADING = [1_000, 3_000, 9_000];

/** Calls back when the tab shows another document, has finished loading one, and soon after. */
function useUpdates(tabId: number | null, reread: () => Promise<void>): void {
  const { kind } = useFrame();
  useEffect(() => {
    if (kind === 'full-tab') return;
    let later: ReturnType<typeof setTimeout>[] = [];
    const forget = () => later.forEach(clearTimeout);
    const look = (id: number, { status, url }: { status?: string; url?: string }) => {
      if (id !== tabId || (status !== 'complete' && url === undefined)) return;
      void reread();
      forget();
      later = LOOKS_AFTER_LOADING.map((wait) => setTimeout(() => void reread(), wait));
    };
    browser.tabs.onUpdated.addListener(look);
    return () => {
      browser.tabs.onUpdated.removeListener(look);
      forget();
    };
  }, [kind, tabId, reread]);
}
