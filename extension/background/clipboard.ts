/** What was copied, by its digest, and when it is to be cleared: a screen in front does that. */

import type { Copied } from '../stored.ts';
import { stored } from '../stored.ts';
import { readSettings } from './settings.ts';

/** Gives the seconds after which it is to be cleared; 0 for never. */
export async function noteClipboard(digest: string): Promise<number> {
  const { clipboardSeconds } = await readSettings();
  if (clipboardSeconds === 0) await stored.copied.remove();
  else await stored.copied.write({ digest, clearAt: Date.now() + clipboardSeconds * 1000 });
  return clipboardSeconds;
}

export function readClipboardNote(): Promise<Copied | null> {
  return stored.copied.read();
}

/** Only that note: something else may have been copied since. */
export async function forgetClipboard(digest: string): Promise<void> {
  await stored.copied.update((copied) => (copied?.digest === digest ? null : copied));
}
