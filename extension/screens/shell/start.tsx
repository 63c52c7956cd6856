import { render } from 'preact';
import { watchClipboard } from '../clipboard.ts';
import { readOpening } from '../opening.ts';
import { reportActivity } from '../vault/activity.ts';
import { App } from './App.tsx';
import { dressPage } from './dress-page.ts';
import type { FrameKind } from './frame.ts';
import { otherParts, partsFor } from './parts.ts';
import type { Place } from './place.ts';

/** Milliseconds: past the first paint, and before most people's first press. */
const AFTER_PAINT = 300;

/** Draws the app whole, once all that it needs for it is there. */
export async function start(kind: FrameKind, places: Place[]): Promise<void> {
  const opening = await readOpening(kind, location.search);
  const frame = { kind, places, windowId: opening.windowId };
  await partsFor(opening);
  const root = dressPage();
  if (root) render(<App frame={frame} opening={opening} />, root);
  document.body.dataset.drawn = '';
  reportActivity(document);
  watchClipboard();
  setTimeout(() => void otherParts(), AFTER_PAINT);
}
