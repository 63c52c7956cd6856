/** What only the full tab says: the popup, which has to be quick, does not load it. */

import type { FullTabWords } from './en/full-tab/index.ts';
import { type Language, languageOf } from './language.ts';

export type { FullTabWords };

const LOAD: Record<Language, () => Promise<FullTabWords>> = {
  en: () => import('./en/full-tab/index.ts').then(({ en }) => en),
  de: () => import('./de/full-tab/index.ts').then(({ de }) => de),
};

/** Unset until `loadFullTabWords` has run. */
export let fullTabWords: FullTabWords;

/** `language` is a BCP 47 tag. */
export async function loadFullTabWords(language: string): Promise<void> {
  fullTabWords = await LOAD[languageOf(language)]();
}
