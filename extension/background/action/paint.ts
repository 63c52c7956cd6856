/** What the toolbar button says: its icon by shape, its title in words, its badge as a count. */

import { browser } from '../../browser.ts';
import { browserWords } from '../../browser-words.ts';
import { stored } from '../../stored.ts';
import { countReminders } from '../keys/reminders.ts';
import { createMutex } from '../mutex.ts';

/** Each has a drawing in `extension/icon/`. */
type State = 'signed-out' | 'locked' | 'ready' | 'on-tab' | 'problem';

interface Look {
  state: State;
  title: string;
  /** Empty for none. */
  badge: string;
}

const SIZES = [16, 32, 48];
const QUIET = '#475569';

/** The stored items that it goes by. */
export const SHOWN_BY_ACTION = [
  'session',
  'server',
  'vault',
  'openVault',
  'tabUses',
  'tabEnds',
  'waitingApprovals',
  'keyLists',
];

const inTurn = createMutex();

/**
 * Makes the toolbar button say what is stored: on every tab where the person stands, on
 * a tab of its own what is with its key.
 */
export function paintAction(): Promise<void> {
  return inTurn(async () => {
    const waiting = await countWaiting();
    const [everywhere, uses, ends, painted] = await Promise.all([
      lookEverywhere(waiting),
      stored.tabUses.read(),
      stored.tabEnds.read(),
      stored.paintedTabs.read(),
    ]);
    await paint(everywhere);
    const own = new Map<number, Look>();
    for (const [tabId, { keyName }] of Object.entries(ends)) {
      own.set(Number(tabId), look('problem', browserWords('endedOnTab', keyName), waiting));
    }
    for (const { tabId, keyName } of Object.values(uses)) {
      own.set(tabId, look('on-tab', browserWords('setOnTab', keyName), waiting));
    }
    // A tab's own look cannot be taken back, only painted over.
    for (const tabId of new Set([...painted, ...own.keys()])) {
      await paint(own.get(tabId) ?? everywhere, tabId);
    }
    const open = await stillOpen([...painted, ...own.keys()]);
    if (open.length > 0) await stored.paintedTabs.write(open);
    else await stored.paintedTabs.remove();
  });
}

async function lookEverywhere(waiting: number): Promise<Look> {
  const [session, server, vault, openVault] = await Promise.all([
    stored.session.read(),
    stored.server.read(),
    stored.vault.read(),
    stored.openVault.read(),
  ]);
  if (!session || session.address !== server?.address || session.expiresAt <= Date.now()) {
    return look('signed-out', browserWords('signedOut'), 0);
  }
  if (vault && !openVault) return look('locked', browserWords('locked'), waiting);
  // Last of all: what stands above is to be seen to now, a reminder any day.
  const reminders = waiting > 0 ? 0 : await countReminders();
  if (reminders === 0) return look('ready', browserWords('name'), waiting);
  const said =
    reminders === 1 ? browserWords('remindsOfOne') : browserWords('remindsOf', String(reminders));
  return { state: 'ready', title: `${browserWords('name')}: ${said}`, badge: String(reminders) };
}

/** With how many keys wait for the admin's approval: the badge says it, and the title in words. */
function look(state: State, title: string, waiting: number): Look {
  if (waiting === 0) return { state, title, badge: '' };
  const said = waiting === 1 ? browserWords('oneWaits') : browserWords('manyWait', String(waiting));
  const between = state === 'ready' ? ': ' : ', ';
  return { state, title: title + between + said, badge: String(waiting) };
}

async function countWaiting(): Promise<number> {
  const [session, waiting] = await Promise.all([
    stored.session.read(),
    stored.waitingApprovals.read(),
  ]);
  return waiting && waiting.orgId === session?.account.current.org.id ? waiting.count : 0;
}

async function paint({ state, title, badge }: Look, tabId?: number): Promise<void> {
  const path = Object.fromEntries(SIZES.map((size) => [size, `/icon/${state}-${size}.png`]));
  const where = tabId === undefined ? {} : { tabId };
  // The tab may close at any moment; then there is nothing left to paint.
  await Promise.allSettled([
    browser.action.setIcon({ ...where, path }),
    browser.action.setTitle({ ...where, title }),
    browser.action.setBadgeText({ ...where, text: badge }),
    browser.action.setBadgeBackgroundColor({ color: QUIET }),
  ]);
}

async function stillOpen(tabIds: number[]): Promise<number[]> {
  const open = await Promise.all(
    [...new Set(tabIds)].map((id) =>
      browser.tabs.get(id).then(
        () => [id],
        () => [],
      ),
    ),
  );
  return open.flat();
}
