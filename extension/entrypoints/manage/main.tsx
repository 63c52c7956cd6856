import '../../screens/shell/full-tab.css';
import { browser } from '../../browser.ts';
import { ACCESS } from '../../screens/access/place.tsx';
import { askedFor, startAsking } from '../../screens/allow/start.tsx';
import { KEYS } from '../../screens/keys/place.tsx';
import { MEMBERS } from '../../screens/members/place.tsx';
import { SETTINGS } from '../../screens/settings/place.tsx';
import { start } from '../../screens/shell/start.tsx';
import { loadFullTabWords } from '../../words/full-tab-words.ts';

await loadFullTabWords(browser.i18n.getUILanguage());
const tabId = askedFor(location.search);
if (tabId === null) await start('full-tab', [KEYS, MEMBERS, ACCESS, SETTINGS]);
else await startAsking(tabId);
