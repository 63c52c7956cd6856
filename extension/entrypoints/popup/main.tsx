import { ACCESS } from '../../screens/access/place.tsx';
import { standsInTab } from '../../screens/front-tab.ts';
import { KEYS } from '../../screens/keys/place.tsx';
import { painted, shown } from '../../screens/shell/first-paint.ts';
import { holdHeight } from '../../screens/shell/popup-height.ts';
import { start } from '../../screens/shell/start.tsx';
import { THIS_TAB } from '../../screens/this-tab/place.tsx';
import { announce } from '../../send.ts';

// Every page loads this file, as part of the popup's one script (pages-build.ts).
if (document.documentElement.dataset.frame === 'popup') void openPopup();

async function openPopup(): Promise<void> {
  const inTab = standsInTab(location.search);
  document.documentElement.classList.toggle('in-tab', inTab);
  const release = inTab ? () => {} : holdHeight(document.body);
  await start('popup', [KEYS, THIS_TAB, ACCESS], inTab ? undefined : shown());
  release();
  await painted();
  // The press that opened it has also shown Keyturn the page: a side panel may look again.
  if (!inTab) announce('tabs');
}
