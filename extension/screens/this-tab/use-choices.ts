import type { KeyHeader } from '../../messages.ts';
import { useDraft } from '../drafts.ts';
import { type Choices, chosenFor, type SeenPage } from './choices.ts';

const NOTHING: { pageOrigin: string; keyId: string; apiOrigins: string[]; header: KeyHeader } = {
  pageOrigin: '',
  keyId: '',
  apiOrigins: [],
  header: { kind: 'bearer' },
};

/** What is chosen for the page in front, kept while the popup is closed. */
export function useChoices() {
  const { fields, set } = useDraft('this-tab', NOTHING);
  return {
    keyId: fields.keyId,
    chooseKey: (keyId: string) => set({ keyId }),
    for: (page: SeenPage): Choices => chosenFor(page, fields),
    choose: (page: SeenPage, change: Partial<Choices>) =>
      set({ ...chosenFor(page, fields), ...change, pageOrigin: page.origin }),
  };
}
