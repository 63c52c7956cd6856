import { useState } from 'preact/hooks';
import type { Failure, Result, TabState } from '../../messages.ts';
import { send } from '../../send.ts';
import type { TabHold } from '../front-tab.ts';
import { setOnTab } from '../set-on-tab.ts';
import { requestFor } from './choices.ts';
import { useChoices } from './use-choices.ts';

/** Setting and stopping a key on the tab in front, with what is chosen for its page. */
export function useKeyOnTab(tab: TabHold) {
  const [busyKey, setBusyKey] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const choices = useChoices();

  const settle = async (keyId: string, asked: Promise<Result<TabState>>) => {
    setBusyKey(keyId);
    setFailure(null);
    const result = await asked;
    setBusyKey(null);
    if (!result.ok) {
      setFailure(result.failure);
      return false;
    }
    tab.take(result.value);
    return true;
  };

  /** To be called straight from a press; true when it is set. */
  const use = async (id: string): Promise<boolean> => {
    const state = tab.state;
    if (!state?.page.seen) return false;
    const chosen = choices.for(state.page);
    return settle(id, setOnTab(requestFor(state.tabId, state.page, id, chosen)));
  };

  const stop = async (id: string): Promise<boolean> => {
    if (!tab.state) return false;
    return settle(id, send('tab.stop', { tabId: tab.state.tabId }));
  };

  return { busyKey, failure, use, stop, choices };
}
