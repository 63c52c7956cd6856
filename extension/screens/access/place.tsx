import { SwitchIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';
import { lazily } from '../lazily.tsx';
import type { Place } from '../shell/place.ts';

const AccessScreen = lazily(() =>
  import('./AccessScreen.tsx').then((module) => module.AccessScreen),
);

export const ACCESS: Place = {
  id: 'access',
  label: () => words.shell.access,
  icon: SwitchIcon,
  adminsOnly: true,
  Screen: () => <AccessScreen />,
};
