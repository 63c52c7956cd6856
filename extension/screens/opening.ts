import { browser } from '../browser.ts';
import type { KeyList, Reveal } from '../messages/keys.ts';
import type { SessionState } from '../messages/session.ts';
import type { VaultState } from '../messages/vault.ts';
import { send } from '../send.ts';
import { loadWords } from '../words/words.ts';
import { loadDrafts } from './drafts.ts';
import { frontTabId } from './front-tab.ts';
import type { FrameKind } from './shell/frame.ts';

/** All that the first paint needs, from this browser alone, so that nothing jumps afterwards. */
export interface Opening {
  session: SessionState;
  reveal: Reveal | null;
  keys: KeyList | null;
  vault: VaultState;
  /** The tab in front; null in the full tab, which has no page in front. */
  tabId: number | null;
  windowId: number | null;
}

export async function readOpening(kind: FrameKind, query: string): Promise<Opening> {
  const [session, reveal, keys, vault, tabId, window] = await Promise.all([
    send('session.state'),
    send('reveal.get'),
    send('keys.cached', { showRevoked: false }),
    send('vault.state'),
    kind === 'full-tab' ? null : frontTabId(query),
    browser.windows.getCurrent(),
    loadDrafts(),
    loadWords(browser.i18n.getUILanguage()),
  ]);
  return {
    // Without the background there is nothing known; the first step then says what failed.
    session: session.ok ? session.value : { stage: 'no-server' },
    reveal: reveal.ok ? reveal.value : null,
    keys: keys.ok ? keys.value : null,
    vault: vault.ok ? vault.value : { stage: 'none' },
    tabId,
    windowId: window.id ?? null,
  };
}
