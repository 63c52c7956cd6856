/**
 * What the screens say, in the person's language. One language is loaded, before the
 * first paint; texts are read from `words` as a screen is drawn, never as a module loads.
 */

import type { Words } from './en/index.ts';

export type { Words };

const LANGUAGES: Record<string, () => Promise<Words>> = {
  en: () => import('./en/index.ts').then(({ en }) => en),
  de: () => import('./de/index.ts').then(({ de }) => de),
};

/** Unset until `loadWords` has run. */
export let words: Words;

/** `language` is a BCP 47 tag, as the browser gives its own; English where there is no better. */
export async function loadWords(language: string): Promise<void> {
  const [base = ''] = language.toLowerCase().split('-');
  const load = Object.hasOwn(LANGUAGES, base) ? LANGUAGES[base] : LANGUAGES.en;
  if (load) words = await load();
}
