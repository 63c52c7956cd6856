import { KeyIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';
import type { Place } from '../shell/place.ts';
import { KeysScreen } from './KeysScreen.tsx';

export const KEYS: Place = {
  id: 'keys',
  label: () => words.shell.keys,
  icon: KeyIcon,
  search: () => words.keys.search,
  Screen: KeysScreen,
};
