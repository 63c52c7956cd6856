import { standsInTab } from '../front-tab.ts';
import type { FrameKind } from './frame.ts';

/** A popup that has sent the person elsewhere is in the way there. */
export function closePopup(kind: FrameKind): void {
  if (kind === 'popup' && !standsInTab(location.search)) window.close();
}
