import '../../screens/shell/full-tab.css';
import { browser } from '../../browser.ts';
import { ACCESS_AND_ROLES } from '../../screens/access/full-tab/place.tsx';
import { askedFor, startAsking } from '../../screens/allow/start.tsx';
import { APPROVALS } from '../../screens/approvals/place.tsx';
import { AUDIT } from '../../screens/audit/place.tsx';
import { KEYS } from '../../screens/keys/place.tsx';
import { MEMBERS } from '../../screens/members/place.tsx';
import { POLICIES } from '../../screens/policies/place.tsx';
import { ROLES } from '../../screens/roles/place.tsx';
import { SETTINGS } from '../../screens/settings/place.tsx';
import { start } from '../../screens/shell/start.tsx';
import { loadFullTabWords } from '../../words/full-tab-words.ts';

await loadFullTabWords(browser.i18n.getUILanguage());
const tabId = askedFor(location.search);
if (tabId === null)
  await start('full-tab', [
    KEYS,
    MEMBERS,
    APPROVALS,
    ACCESS_AND_ROLES,
    ROLES,
    POLICIES,
    AUDIT,
    SETTINGS,
  ]);
else await startAsking(tabId);
