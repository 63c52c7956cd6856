import { RulesIcon } from '../../ui/admin-icons.tsx';
import { fullTabWords } from '../../words/full-tab-words.ts';
import type { Place } from '../shell/place.ts';
import { PoliciesScreen } from './PoliciesScreen.tsx';

export const POLICIES: Place = {
  id: 'policies',
  label: () => fullTabWords.policies.title,
  icon: RulesIcon,
  adminsOnly: true,
  Screen: ({ onGo }) => <PoliciesScreen onGo={onGo} />,
};
