import { useEffect, useRef } from 'preact/hooks';
import type { Form } from '../../drafts.ts';
import { useDraft } from '../drafts.ts';
import { type FrameKind, useFrame } from './frame.ts';

/** Each frame has a view of its own: they may be open at the same time. */
const VIEWS: Record<FrameKind, Form> = {
  popup: 'view',
  'side-panel': 'view-side-panel',
  'full-tab': 'view-full-tab',
};

const FIRST_VIEW: { place: string; creating: boolean } = { place: 'keys', creating: false };

export interface View {
  place: string;
  creating: boolean;
  go(place: string): void;
  create(): void;
  endCreate(): void;
}

/** Where the person is. In the full tab the address says the place, for the way back and links. */
export function useView(): View {
  const { kind } = useFrame();
  const { fields, set } = useDraft(VIEWS[kind], FIRST_VIEW);
  const inAddress = kind === 'full-tab';
  const opening = useRef(fields.place);

  useEffect(() => {
    if (!inAddress) return;
    const read = () => {
      const place = location.hash.slice(1);
      if (place) set({ place, creating: false });
    };
    // Each entry of the history names its place, the first one too.
    if (location.hash) read();
    else history.replaceState(null, '', `#${opening.current}`);
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, [inAddress, set]);

  return {
    ...fields,
    go(place) {
      set({ place, creating: false });
      if (inAddress) location.hash = place;
    },
    create: () => set({ creating: true }),
    endCreate: () => set({ creating: false }),
  };
}
