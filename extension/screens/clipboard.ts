/**
 * Secrets on the clipboard, and their end. The browser lets only a page in front touch
 * the clipboard, and read it only with a permission of its own. So what was copied is
 * cleared by the screen that copied it, if the person has stayed there, and otherwise by
 * the next one in front, if it may read that the secret is still there.
 */

import { browser } from '../browser.ts';
import { send } from '../send.ts';

export const CLIPBOARD_READ = { permissions: ['clipboardRead' as const] };

/** What this page has copied, while nothing else can have been copied since. */
let ownCopy: string | null = null;
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Of a secret that has just been put on the clipboard. Gives the seconds until it is to be
 * cleared; 0 for never. Nothing may wait for it: the background can be slow to answer.
 */
export async function clearInTime(text: string): Promise<number> {
  const digest = await digestOf(text);
  ownCopy = digest;
  const noted = await send('clipboard.copied', { digest });
  await scheduleClearing();
  return noted.ok ? noted.value : 0;
}

/** For as long as the page is open. */
export function watchClipboard(): void {
  const elsewhere = () => {
    ownCopy = null;
  };
  addEventListener('blur', elsewhere);
  document.addEventListener('copy', elsewhere);
  document.addEventListener('cut', elsewhere);
  addEventListener('focus', () => void scheduleClearing());
  void scheduleClearing();
}

async function scheduleClearing(): Promise<void> {
  clearTimeout(timer);
  const note = await send('clipboard.read');
  if (!note.ok || !note.value) return;
  const { digest, clearAt } = note.value;
  const wait = clearAt - Date.now();
  if (wait > 0) {
    timer = setTimeout(() => void scheduleClearing(), wait);
  } else if (document.hasFocus()) {
    await clearIfThere(digest).catch(() => undefined);
    await send('clipboard.forget', { digest });
  }
}

async function clearIfThere(digest: string): Promise<void> {
  if (ownCopy !== digest) {
    if (!(await browser.permissions.contains(CLIPBOARD_READ))) return;
    if ((await digestOf(await navigator.clipboard.readText())) !== digest) return;
  }
  await navigator.clipboard.writeText('');
  ownCopy = null;
}

async function digestOf(text: string): Promise<string> {
  const hash = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(hash), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
