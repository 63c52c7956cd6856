/** What is said below the choice of a key on This tab: the first paint does not need it. */

import type { PageToolsWords } from './en/page-tools.ts';
import { type Language, languageOf } from './language.ts';

export type { PageToolsWords };

const LOAD: Record<Language, () => Promise<PageToolsWords>> = {
  en: () => import('./en/page-tools.ts').then(({ pageTools }) => pageTools),
  de: () => import('./de/page-tools.ts').then(({ pageTools }) => pageTools),
};

/** Unset until `loadPageToolsWords` has run. */
export let pageToolsWords: PageToolsWords;

/** `language` is a BCP 47 tag. */
export async function loadPageToolsWords(language: string): Promise<void> {
  pageToolsWords = await LOAD[languageOf(language)]();
}
