import { SwitchIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';
import type { Place } from '../shell/place.ts';
import { AccessScreen } from './AccessScreen.tsx';

export const ACCESS: Place = {
  id: 'access',
  label: () => words.shell.access,
  icon: SwitchIcon,
  adminsOnly: true,
  Screen: () => <AccessScreen />,
};
