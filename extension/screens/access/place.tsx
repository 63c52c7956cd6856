import { SwitchIcon } from '../../ui/icons.tsx';
import type { Place } from '../shell/place.ts';
import { AccessScreen } from './AccessScreen.tsx';

export const ACCESS: Place = {
  id: 'access',
  label: (words) => words.shell.access,
  icon: SwitchIcon,
  adminsOnly: true,
  Screen: AccessScreen,
};
