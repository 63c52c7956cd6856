import { PeopleIcon } from '../../ui/admin-icons.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Place } from '../shell/place.ts';
import { MembersScreen } from './MembersScreen.tsx';

export const MEMBERS: Place = {
  id: 'members',
  label: () => fullTabWords.members.title,
  icon: PeopleIcon,
  adminsOnly: true,
  Screen: MembersScreen,
};
