/** Whole screens that the popup, opening at its list, does without at first. */

import { browser } from '../../browser.ts';
import { loadFirstRunWords } from '../../words/first-run-words.ts';
import { lazily } from '../lazily.tsx';
import type { Opening } from '../opening.ts';

/** Its words come with it. */
export const FirstRun = lazily(async () => {
  const [module] = await Promise.all([
    import('../first-run/FirstRun.tsx'),
    loadFirstRunWords(browser.i18n.getUILanguage()),
  ]);
  return module.FirstRun;
});
export const CreateKey = lazily(() =>
  import('../create-key/CreateKey.tsx').then((module) => module.CreateKey),
);
export const RevealScreen = lazily(() =>
  import('../reveal/RevealScreen.tsx').then((module) => module.RevealScreen),
);
export const SecondFactorMissing = lazily(() =>
  import('./SecondFactorMissing.tsx').then((module) => module.SecondFactorMissing),
);

/** Loads what the first paint needs all the same. */
export async function partsFor({ session, reveal }: Opening): Promise<void> {
  if (session.stage !== 'signed-in') await FirstRun.ready();
  else if (reveal) await RevealScreen.ready();
  else if (session.account.current.secondFactorMissing) await SecondFactorMissing.ready();
}

/** Loads the others, so that they are there when they are wished for. */
export async function otherParts(): Promise<void> {
  await Promise.all([FirstRun, CreateKey, RevealScreen].map((part) => part.ready()));
}
