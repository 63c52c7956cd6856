import { useState } from 'preact/hooks';
import type { Failure, Result } from '../../messages/failure.ts';
import type { NewTabKey, TabState, UseRequest } from '../../messages/tabs.ts';
import { send } from '../../send.ts';
import type { TabHold } from '../front-tab.ts';
import {
  byMaking,
  byUsing,
  type HowToSet,
  isPermissionMissing,
  setOnTab,
  setOnTabByAsking,
} from '../set-on-tab.ts';
import { closePopup } from '../shell/close-popup.ts';
import { useFrame } from '../shell/frame.ts';
import { requestFor } from './choices.ts';
import { useChoices } from './use-choices.ts';

/** Firefox shows its prompt behind an open popup. */
const POPUP_HIDES_PROMPTS = import.meta.env.FIREFOX;

/** In place of the id of a key that is not there yet. */
const MAKING = 'making';

export type KeyOnTab = ReturnType<typeof useKeyOnTab>;

/** Setting and stopping a key on the tab in front, with what is chosen for its page. */
export function useKeyOnTab(tab: TabHold) {
  const [busyKey, setBusyKey] = useState<string | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const choices = useChoices(tab.state?.last ?? null);
  const { kind } = useFrame();

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
    const request = requestFor(state.tabId, state.page, id, chosen);
    return set(id, request, byUsing(request));
  };

  /** A key for this tab only; to be called straight from a press, too. */
  const make = async (wanted: Pick<NewTabKey, 'name' | 'scopes'>): Promise<boolean> => {
    const state = tab.state;
    if (!state?.page.seen) return false;
    const chosen = choices.for(state.page);
    const { keyId: _, ...request } = requestFor(state.tabId, state.page, '', chosen);
    return set(MAKING, request, byMaking({ ...wanted, use: request }));
  };

  const set = async (id: string, request: Omit<UseRequest, 'keyId'>, how: HowToSet) => {
    if (kind !== 'popup' || !POPUP_HIDES_PROMPTS) return settle(id, setOnTab(request, how));
    const asked = setOnTabByAsking(request, how);
    const isSet = await settle(id, asked);
    // The tab that asks is in front now.
    if (isPermissionMissing(await asked)) closePopup(kind);
    return isSet;
  };

  const stop = async (id: string): Promise<boolean> => {
    if (!tab.state) return false;
    return settle(id, send('tab.stop', { tabId: tab.state.tabId }));
  };

  return { busyKey, failure, use, make, stop, choices };
}
