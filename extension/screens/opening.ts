import { browser } from '../browser.ts';
import type { KeyList, Reveal, SessionState } from '../messages.ts';
import { send } from '../send.ts';
import { loadWords } from '../words/words.ts';
import { loadDrafts } from './drafts.ts';
import { frontTabId } from './front-tab.ts';

/** All that the first paint needs, from this browser alone, so that nothing jumps afterwards. */
export interface Opening {
  session: SessionState;
  reveal: Reveal | null;
  keys: KeyList | null;
  tabId: number | null;
}

export async function readOpening(query: string): Promise<Opening> {
  const [session, reveal, keys, tabId] = await Promise.all([
    send('session.state'),
    send('reveal.get'),
    send('keys.cached', { showRevoked: false }),
    frontTabId(query),
    loadDrafts(),
    loadWords(browser.i18n.getUILanguage()),
  ]);
  return {
    // Without the background there is nothing known; the first step then says what failed.
    session: session.ok ? session.value : { stage: 'no-server' },
    reveal: reveal.ok ? reveal.value : null,
    keys: keys.ok ? keys.value : null,
    tabId,
  };
}
