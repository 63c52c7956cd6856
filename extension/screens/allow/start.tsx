import { render } from 'preact';
import { browser } from '../../browser.ts';
import { send } from '../../send.ts';
import { loadWords } from '../../words/words.ts';
import { dressPage } from '../shell/dress-page.ts';
import { AllowScreen } from './AllowScreen.tsx';

/** The tab whose key waits for a permission: `?allow=<id>`; null for the app itself. */
export function askedFor(query: string): number | null {
  const tabId = Number(new URLSearchParams(query).get('allow') ?? Number.NaN);
  return Number.isInteger(tabId) ? tabId : null;
}

/** Asks for what a popup could not: its prompt would have been hidden (Firefox). */
export async function startAsking(tabId: number): Promise<void> {
  const [pending] = await Promise.all([
    send('tab.pending', { tabId }),
    loadWords(browser.i18n.getUILanguage()),
  ]);
  const root = dressPage();
  if (root) render(<AllowScreen tabId={tabId} request={pending.ok ? pending.value : null} />, root);
  document.body.dataset.drawn = '';
}
