import { browser } from './browser.ts';
import type english from './public/_locales/en/messages.json';

/**
 * A text of `_locales`, which the browser itself speaks: in the manifest, the toolbar and
 * menus. The background has these alone; the screens have `words/`.
 */
export function browserWords(name: keyof typeof english, ...substitutes: string[]): string {
  return browser.i18n.getMessage(name, substitutes);
}
