import { GearIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';
import type { Place } from '../shell/place.ts';
import { SettingsScreen } from './SettingsScreen.tsx';

export const SETTINGS: Place = {
  id: 'settings',
  label: () => words.shell.settings,
  icon: GearIcon,
  Screen: SettingsScreen,
};
