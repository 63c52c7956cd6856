import '../../ui/tokens.css';
import '../../ui/base.css';
import { words } from '../../words/words.ts';
import './shell.css';

/** The document in the language chosen; gives the element to draw into. */
export function dressPage(): HTMLElement | null {
  document.documentElement.lang = words.locale;
  document.documentElement.dir = words.dir;
  return document.getElementById('app');
}
