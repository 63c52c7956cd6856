import { TabIcon } from '../../ui/icons.tsx';
import { words } from '../../words/words.ts';
import { KEYS } from '../keys/place.tsx';
import { lazily } from '../lazily.tsx';
import type { Place, PlaceProps } from '../shell/place.ts';

export const THIS_TAB: Place = {
  id: 'this-tab',
  label: () => words.shell.thisTab,
  icon: TabIcon,
  Screen: lazily(async () => {
    const { ThisTab } = await import('./ThisTab.tsx');
    return ({ onGo, ...props }: PlaceProps) => <ThisTab {...props} onKeys={() => onGo(KEYS.id)} />;
  }),
};
