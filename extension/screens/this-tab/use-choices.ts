import type { KeyHeader } from '../../messages/page.ts';
import type { TabState } from '../../messages/tabs.ts';
import { useDraft } from '../drafts.ts';
import { type Choices, chosenFor, type SeenPage } from './choices.ts';

const NOTHING: { pageOrigin: string; keyId: string; header: KeyHeader } & Choices = {
  pageOrigin: '',
  keyId: '',
  apiOrigins: [],
  added: [],
  header: { kind: 'bearer' },
};

/** What is chosen for the page in front, kept while the popup is closed. */
export function useChoices(last: TabState['last']) {
  const { fields, set } = useDraft('this-tab', NOTHING);
  return {
    /** Chosen by hand, or the last one of this site; empty for neither. */
    keyId: fields.keyId || (last?.keyId ?? ''),
    chooseKey: (keyId: string) => set({ keyId }),
    for: (page: SeenPage): Choices => chosenFor(page, fields, last),
    choose: (page: SeenPage, change: Partial<Choices>) =>
      set({ ...chosenFor(page, fields, last), ...change, pageOrigin: page.origin }),
  };
}
