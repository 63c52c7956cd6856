import type { Words } from '../en/index.ts';
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

export const de: Words = {
  locale: 'de',
  dir: 'ltr',
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
