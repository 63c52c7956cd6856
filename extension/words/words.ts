/**
 * What the screens say, in the person's language: English is there, another is loaded before
 * the first paint. Texts are read from `words` as a screen is drawn, never as a module loads.
 */

import { en, type Words } from './en/index.ts';
import { type Language, languageOf } from './language.ts';

export type { Words };

const LOAD: Record<Language, () => Promise<Words>> = {
  en: async () => en,
  de: () => import('./de/index.ts').then(({ de }) => de),
};

export let words: Words = en;

/** `language` is a BCP 47 tag. */
export async function loadWords(language: string): Promise<void> {
  words = await LOAD[languageOf(language)]();
}
