import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

/** What the browser has opened, and whether it would open anything but a window by itself. */
const { opened, gesture } = vi.hoisted(() => ({
  opened: [] as string[],
  gesture: { isAsked: false, isThere: false },
}));

vi.mock('../../../extension/browser.ts', async () => {
  const fake = (await import('./support/fake-browser.ts')).browser;
  const open = (what: string) => async () => {
    if (gesture.isAsked && !gesture.isThere) throw new Error(`${what} requires a user gesture`);
    opened.push(what);
  };
  const browser = {
    ...fake,
    action: { ...fake.action, openPopup: open('popup') as (() => Promise<void>) | undefined },
    sidePanel: { open: open('side panel') },
    tabs: {
      ...fake.tabs,
      query: async ({ url }: { url: string }) => (opened.includes(url) ? [{ windowId: 9 }] : []),
    },
    windows: {
      create: async ({ url }: { url: string }) => void opened.push(url),
      update: async (id: number) => void opened.push(`window ${id} again`),
    },
  };
  return { browser };
});

import { commandPressed } from '../../../extension/background/commands.ts';
import { menuPressed } from '../../../extension/background/menus.ts';
import { browser } from '../../../extension/browser.ts';
import { drafts } from '../../../extension/drafts.ts';
import { stored } from '../../../extension/stored.ts';
import { aKey, aSession, aTabUse } from './support/builders.ts';
import { resetBrowser, world } from './support/fake-browser.ts';
import { serve } from './support/fake-server.ts';
import { signedInWith } from './support/signed-in.ts';

const PAGE = 'https://docs.example.com';
const WINDOW = 'chrome-extension://keyturn/popup.html?tab=7';
const tab = { id: 7, windowId: 1 } as Parameters<typeof commandPressed>[1];
const { openPopup } = browser.action;

beforeEach(async () => {
  resetBrowser();
  opened.length = 0;
  gesture.isAsked = false;
  browser.action.openPopup = openPopup;
  serve(() => ({ status: 200, body: aKey() }));
  // What could not be done is left in the worker's console, too.
  vi.spyOn(console, 'warn').mockReturnValue();
  world.tabs.set(7, `${PAGE}/`);
  world.granted.add('https://docs.example.com/*');
  await signedInWith('key_1');
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

/** The gesture lasts for as long as nothing is awaited. */
function pressed(act: () => void): void {
  gesture.isThere = true;
  act();
  gesture.isThere = false;
}

const lastKey = () => pressed(() => commandPressed('use-last-key', tab));
const useKey = () =>
  pressed(() => menuPressed({ menuItemId: 'use-key' } as Parameters<typeof menuPressed>[0], tab));

async function usedHere(): Promise<void> {
  const { account } = aSession();
  const last = { keyId: 'key_1', keyName: 'Nightly report', apiOrigins: [PAGE], usedAt: 1 };
  const whose = { userId: account.user.id, orgId: account.current.org.id };
  await stored.lastKeys.write({ [PAGE]: { ...last, ...whose, header: { kind: 'bearer' } } });
}

describe('the last key', () => {
  it('is set at once where one was used here, and nothing opens', async () => {
    await usedHere();
    lastKey();
    await vi.waitFor(() => expect(world.rules).toHaveLength(1));
    expect((await stored.tabUses.read())[7]).toMatchObject({ keyId: 'key_1' });
    expect(opened).toEqual([]);
  });

  it('stays where the permission is missing: This tab opens, and the use waits', async () => {
    await usedHere();
    world.granted.clear();
    lastKey();
    await vi.waitFor(() => expect(opened).toEqual(['popup']));
    expect(await stored.pendingUses.read()).toHaveProperty('7');
  });
});

describe.each([
  { where: 'today', isAsked: false, opensPopup: true, last: 'popup', menu: 'popup' },
  { where: 'in Firefox before 149', isAsked: true, opensPopup: true, last: WINDOW, menu: 'popup' },
  {
    where: 'in Chrome before 127',
    isAsked: true,
    opensPopup: false,
    last: WINDOW,
    menu: 'side panel',
  },
])('what shows $where', ({ isAsked, opensPopup, last, menu }) => {
  beforeEach(() => {
    gesture.isAsked = isAsked;
    if (!opensPopup) browser.action.openPopup = undefined as never;
  });

  it('where no key was used here before', async () => {
    lastKey();
    await vi.waitFor(() => expect(opened).toEqual([last]));
    expect((await drafts.view.read())?.fields).toEqual({ place: 'this-tab', creating: false });
  });

  it('after “Use key…” in the page’s menu', async () => {
    useKey();
    await vi.waitFor(() => expect(opened).toEqual([menu]));
  });
});

it('brings the window back that a press has opened before', async () => {
  gesture.isAsked = true;
  lastKey();
  await vi.waitFor(() => expect(opened).toEqual([WINDOW]));
  lastKey();
  await vi.waitFor(() => expect(opened).toEqual([WINDOW, 'window 9 again']));
});

it('locks the vault with no tab in front, too', async () => {
  await stored.vault.write({} as never);
  await stored.openVault.write({ until: Date.now() + 60_000 } as never);
  pressed(() => commandPressed('lock', undefined));
  await vi.waitFor(async () => expect(await stored.openVault.read()).toBeNull());
});

it('stops the key on the tab in front, and on no other', async () => {
  world.tabs.set(8, `${PAGE}/`);
  await stored.tabUses.write({ 7: aTabUse(), 8: aTabUse({ tabId: 8 }) });
  pressed(() => commandPressed('stop', tab));
  await vi.waitFor(async () => expect(Object.keys(await stored.tabUses.read())).toEqual(['8']));
});
