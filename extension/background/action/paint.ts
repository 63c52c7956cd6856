/** What the toolbar button says: its icon by shape, its title in words, its badge as a count. */

import { browser } from '../../browser.ts';
import { browserWords } from '../../browser-words.ts';
import { stored } from '../../stored.ts';
import { createMutex } from '../mutex.ts';

/** Each has a drawing in `extension/icon/`. */
type State = 'signed-out' | 'locked' | 'ready' | 'on-tab' | 'problem';

interface Look {
  state: State;
  title: string;
}

const SIZES = [16, 32, 48];
const QUIET = '#475569';

/** The stored items that it goes by. */
export const SHOWN_BY_ACTION = ['session', 'server', 'vault', 'openVault', 'tabUses', 'tabEnds'];

const inTurn = createMutex();

/**
 * Makes the toolbar button say what is stored: on every tab where the person stands, on
 * a tab of its own what is with its key.
 */
export function paintAction(): Promise<void> {
  return inTurn(async () => {
    const [everywhere, uses, ends, painted] = await Promise.all([
      lookEverywhere(),
      stored.tabUses.read(),
      stored.tabEnds.read(),
      stored.paintedTabs.read(),
    ]);
    await paint(everywhere);
    const own = new Map<number, Look>();
    for (const [tabId, { keyName }] of Object.entries(ends)) {
      own.set(Number(tabId), { state: 'problem', title: browserWords('endedOnTab', keyName) });
    }
    for (const { tabId, keyName } of Object.values(uses)) {
      own.set(tabId, { state: 'on-tab', title: browserWords('setOnTab', keyName) });
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

async function lookEverywhere(): Promise<Look> {
  const [session, server, vault, openVault] = await Promise.all([
    stored.session.read(),
    stored.server.read(),
    stored.vault.read(),
    stored.openVault.read(),
  ]);
  if (!session || session.address !== server?.address || session.expiresAt <= Date.now()) {
    return { state: 'signed-out', title: browserWords('signedOut') };
  }
  if (vault && !openVault) return { state: 'locked', title: browserWords('locked') };
  return { state: 'ready', title: browserWords('name') };
}

async function paint({ state, title }: Look, tabId?: number): Promise<void> {
  const path = Object.fromEntries(SIZES.map((size) => [size, `/icon/${state}-${size}.png`]));
  const where = tabId === undefined ? {} : { tabId };
  // The tab may close at any moment; then there is nothing left to paint.
  await Promise.allSettled([
    browser.action.setIcon({ ...where, path }),
    browser.action.setTitle({ ...where, title }),
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

/** How many keys wait for the admin's approval. */
export async function paintWaiting(count: number): Promise<void> {
  await Promise.all([
    browser.action.setBadgeText({ text: count > 0 ? String(count) : '' }),
    browser.action.setBadgeBackgroundColor({ color: QUIET }),
  ]);
}
