import { KeyIcon } from '../../ui/icons.tsx';
import type { Place } from '../shell/place.ts';
import { KeysScreen } from './KeysScreen.tsx';

export const KEYS: Place = {
  id: 'keys',
  label: (words) => words.shell.keys,
  icon: KeyIcon,
  search: (words) => words.keys.search,
  Screen: KeysScreen,
};
