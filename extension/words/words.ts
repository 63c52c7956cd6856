/**
 * What the screens say, in the person's language. One language is loaded, before the
 * first paint; texts are read from `words` as a screen is drawn, never as a module loads.
 */

import type { Words } from './en/index.ts';
import { type Language, languageOf } from './language.ts';

export type { Words };

const LOAD: Record<Language, () => Promise<Words>> = {
  en: () => import('./en/index.ts').then(({ en }) => en),
  de: () => import('./de/index.ts').then(({ de }) => de),
};

/** Unset until `loadWords` has run. */
export let words: Words;

/** `language` is a BCP 47 tag. */
export async function loadWords(language: string): Promise<void> {
  words = await LOAD[languageOf(language)]();
}
