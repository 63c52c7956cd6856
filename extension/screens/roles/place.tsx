import { RolesIcon } from '../../ui/admin-icons.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Place } from '../shell/place.ts';
import { RolesScreen } from './RolesScreen.tsx';

export const ROLES: Place = {
  id: 'roles',
  label: () => fullTabWords.roles.title,
  icon: RolesIcon,
  adminsOnly: true,
  Screen: RolesScreen,
};
