import { ACCESS } from '../../screens/access/place.tsx';
import { KEYS } from '../../screens/keys/place.tsx';
import { start } from '../../screens/shell/start.tsx';
import { THIS_TAB } from '../../screens/this-tab/place.tsx';

await start('side-panel', [KEYS, THIS_TAB, ACCESS]);
