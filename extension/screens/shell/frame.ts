import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { Place } from './place.ts';

/** Where the app stands: over the page, beside it, or in a tab of its own. */
export type FrameKind = 'popup' | 'side-panel' | 'full-tab';

export interface Frame {
  kind: FrameKind;
  /** In their order. What a frame does not name is no part of what it loads. */
  places: Place[];
  /** The window that it belongs to. */
  windowId: number | null;
}

export const FrameContext = createContext<Frame>({ kind: 'popup', places: [], windowId: null });

export function useFrame(): Frame {
  return useContext(FrameContext);
}
