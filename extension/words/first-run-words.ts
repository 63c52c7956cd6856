/** What is said before somebody is signed in: the popup's first paint seldom needs it. */

import type { FirstRunWords } from './en/first-run.ts';
import { type Language, languageOf } from './language.ts';

export type { FirstRunWords };

const LOAD: Record<Language, () => Promise<FirstRunWords>> = {
  en: () => import('./en/first-run.ts').then(({ firstRun }) => firstRun),
  de: () => import('./de/first-run.ts').then(({ firstRun }) => firstRun),
};

/** Unset until `loadFirstRunWords` has run. */
export let firstRunWords: FirstRunWords;

/** `language` is a BCP 47 tag. */
export async function loadFirstRunWords(language: string): Promise<void> {
  firstRunWords = await LOAD[languageOf(language)]();
}
