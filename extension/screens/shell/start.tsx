import { render } from 'preact';
import { watchClipboard } from '../clipboard.ts';
import { readOpening } from '../opening.ts';
import { reportActivity } from '../vault/activity.ts';
import { App } from './App.tsx';
import { dressPage } from './dress-page.ts';
import { holdEffects, painted } from './first-paint.ts';
import type { FrameKind } from './frame.ts';
import { otherParts, partsFor } from './parts.ts';
import type { Place } from './place.ts';

/** Milliseconds after the first paint, and before most people's first press. */
const AFTER_PAINT = 300;

/** Draws the app whole, once all that it needs for it is there, and the browser has `shown` its frame. */
export async function start(
  kind: FrameKind,
  places: Place[],
  shown?: Promise<void>,
): Promise<void> {
  const opening = await readOpening(kind, location.search);
  const frame = { kind, places, windowId: opening.windowId };
  await Promise.all([partsFor(opening), shown]);
  const firstPaint = painted();
  holdEffects(firstPaint);
  const root = dressPage();
  if (root) render(<App frame={frame} opening={opening} />, root);
  document.body.dataset.drawn = '';
  reportActivity(document);
  watchClipboard();
  void firstPaint.then(() => setTimeout(otherParts, AFTER_PAINT));
}
