import { access } from './access.ts';
import { createKey } from './create-key.ts';
import { failures } from './failures.ts';
import { keys } from './keys.ts';
import { personalKey } from './personal-key.ts';
import { reveal } from './reveal.ts';
import { shell } from './shell.ts';
import { status } from './status.ts';
import { thisTab } from './this-tab.ts';
import { times } from './times.ts';
import { ui } from './ui.ts';
import { vault } from './vault.ts';

export type Words = typeof en;

/** English, and with it the shape that every language has. */
export const en = {
  /** For `Intl`, and the document's `lang`. */
  locale: 'en-GB',
  dir: 'ltr' as 'ltr' | 'rtl',
  access,
  createKey,
  failures,
  keys,
  personalKey,
  reveal,
  shell,
  status,
  thisTab,
  times,
  ui,
  vault,
};
