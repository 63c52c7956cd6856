import { TabIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';
import { KEYS } from '../keys/place.tsx';
import { lazily } from '../lazily.tsx';
import type { Place } from '../shell/place.ts';

const ThisTab = lazily(() => import('./ThisTab.tsx').then((module) => module.ThisTab));

export const THIS_TAB: Place = {
  id: 'this-tab',
  label: () => words.shell.thisTab,
  icon: TabIcon,
  Screen: ({ onGo, ...props }) => <ThisTab {...props} onKeys={() => onGo(KEYS.id)} />,
};
