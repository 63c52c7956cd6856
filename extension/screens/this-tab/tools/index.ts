import type { ComponentType } from 'preact';
import { browser } from '../../../browser.ts';
import { loadPageToolsWords } from '../../../words/page-tools-words.ts';
import { lazily } from '../../lazily.tsx';
import type { Props } from './PageTools.tsx';

/** What stands below the choice of a key; its words come with it. */
export const PageTools: ComponentType<Props> = lazily(async () => {
  const [module] = await Promise.all([
    import('./PageTools.tsx'),
    loadPageToolsWords(browser.i18n.getUILanguage()),
  ]);
  return module.PageTools;
});
