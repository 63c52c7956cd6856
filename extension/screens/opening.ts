import { cacheName } from '../background/keys/cache.ts';
import { browser } from '../browser.ts';
import { knownKeys, knownSession, knownVault } from '../known.ts';
import type { KeyList, Reveal } from '../messages/keys.ts';
import type { SessionState } from '../messages/session.ts';
import type { VaultState } from '../messages/vault.ts';
import { stored } from '../stored.ts';
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

/** Read where the background keeps it, which may sleep: it is asked once that is painted. */
export async function readOpening(kind: FrameKind, query: string): Promise<Opening> {
  const [place, known] = await Promise.all([
    readPlace(kind, query),
    readKnown(Date.now()),
    loadDrafts(),
    loadWords(browser.i18n.getUILanguage()),
  ]);
  return { ...place, ...known };
}

async function readPlace(kind: FrameKind, query: string) {
  const [tabId, window] = await Promise.all([
    kind === 'full-tab' ? null : frontTabId(query),
    browser.windows.getCurrent(),
  ]);
  return { tabId, windowId: window.id ?? null };
}

/** `now`: ms since the epoch. */
export async function readKnown(now: number) {
  const [server, session, lost, lists, reveal, vault, open, held] = await Promise.all([
    stored.server.read(),
    stored.session.readOutline(),
    stored.lostSession.read(),
    stored.keyLists.read(),
    stored.reveal.read(),
    stored.vault.read(),
    stored.openVault.readOutline(),
    stored.secrets.readOutline(),
  ]);
  // A vault that is due has been emptied before the background answers anything.
  const due = open !== null && open.until <= now;
  const secrets = due ? {} : (held ?? {});
  const list = session && lists[cacheName(session, false)];
  return {
    session: knownSession(server, session, lost, now),
    reveal: due && reveal && held && reveal.key.id in held ? null : reveal,
    keys: list ? knownKeys(list, secrets) : null,
    vault: knownVault(vault !== null, due ? null : open, secrets),
  };
}
