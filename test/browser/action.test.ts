/** The toolbar button's states, the context menu and the shortcuts. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type PageAndApi, startPageAndApi } from '../support/page-and-api.ts';
import { Popup } from '../support/popup.ts';
import { keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let site: PageAndApi;
let page: Page;
let tabId: number;
let keyId: string;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startPageAndApi()]);
  await world.desk.allow('page.test', 'api.test');
  keyId = (await keyInBrowser(world.desk, { name: 'Nightly & report' })).key.id;
  page = await world.browser.context.newPage();
  await page.goto(site.pageOrigin);
  tabId = await world.browser.tabId(page);
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

async function use(id = keyId): Promise<void> {
  const { pageOrigin, apiOrigin } = site;
  const where = { tabId, pageOrigin, apiOrigins: [apiOrigin] };
  await world.desk.ask('tab.use', { ...where, keyId: id, header: { kind: 'bearer' } });
}

const saysSet = (keyName: string) => `Keyturn: ${keyName} is set on this tab`;

/** As the browser tells of a press, which no test can make: its own menus and keys are out of reach. */
async function tell(event: string, ...args: unknown[]): Promise<void> {
  const worker = await world.browser.worker();
  const given = args.map((one) => JSON.stringify(one)).join(', ');
  await worker.evaluate(`void chrome.${event}.dispatch(${given})`);
}

const shows = (text: string) => `document.body?.innerText.includes(${JSON.stringify(text)})`;

test('the button says in words where the person stands, and what is with this tab', async () => {
  expect(await world.desk.title(tabId)).toBe('Keyturn');
  await use();
  expect(await world.desk.title(tabId)).toBe(saysSet('Nightly & report'));
  await world.desk.ask('tab.stop', { tabId });
  expect(await world.desk.title(tabId)).toBe('Keyturn');
  await use();
  await page.goto(site.pages.at('elsewhere.test'));
  await expect
    .poll(() => world.desk.title(tabId))
    .toBe('Keyturn: Nightly & report is no longer set on this tab');
  await page.goto(site.pageOrigin);
});

describe('the page’s menu', () => {
  const withStop = { visible: true, title: 'Stop Nightly && report' };

  test('has Stop where a key is set, and over no other tab', async () => {
    await world.desk.ask('tab.stop', { tabId });
    await watchMenu();
    await use();
    await expect.poll(stopInMenu).toEqual(withStop);
    const other = await world.browser.context.newPage();
    await expect.poll(stopInMenu).toMatchObject({ visible: false });
    await other.close();
    await page.bringToFront();
    await expect.poll(stopInMenu).toEqual(withStop);
    await tell('contextMenus.onClicked', { menuItemId: 'stop' }, { id: tabId });
    await expect.poll(stopInMenu).toMatchObject({ visible: false });
    expect(await world.desk.rules()).toEqual([]);
  });

  test('has both after the background was ended', async () => {
    await world.browser.killServiceWorker();
    await watchMenu();
    await use();
    await expect.poll(stopInMenu).toEqual(withStop);
    const kept = `new Promise((resolve) =>
      chrome.contextMenus.update('use-key', {}, () => resolve(!chrome.runtime.lastError)))`;
    expect(await (await world.browser.worker()).evaluate(kept)).toBe(true);
  });

  test('opens the popup on This tab with “Use key…”', async () => {
    await world.desk.ask('tab.stop', { tabId });
    await world.desk.forgetDrafts();
    await page.bringToFront();
    const popup = await world.browser.frameOpenedBy(() =>
      tell('contextMenus.onClicked', { menuItemId: 'use-key' }, { id: tabId }),
    );
    await popup.waitFor(shows('Use on this tab'));
    expect(await popup.evaluate('location.search')).toBe('');
    await popup.close();
  });

  /** The browser tells nobody what its menu is: what it has taken is kept in the background. */
  async function watchMenu(): Promise<void> {
    await (await world.browser.worker()).evaluate(`(() => {
      const { update } = chrome.contextMenus;
      globalThis.menuItems = {};
      chrome.contextMenus.update = (id, change, done) => update(id, change, () => {
        if (!chrome.runtime.lastError) menuItems[id] = change;
        done();
      });
    })()`);
  }

  async function stopInMenu(): Promise<unknown> {
    return (await world.browser.worker()).evaluate('menuItems.stop');
  }
});

test('the shortcuts are offered, and the manifest’s names do what they say', async () => {
  const commands = await world.desk.evaluate<{ name: string; description: string }[]>(
    'chrome.commands.getAll()',
  );
  expect(Object.fromEntries(commands.map(({ name, description }) => [name, description]))).toEqual({
    _execute_action: '',
    'use-last-key': 'Use the last key on this tab',
    stop: 'Stop the key on this tab',
    lock: 'Lock the vault',
  });
  await use();
  await tell('commands.onCommand', 'stop', { id: tabId });
  await expect.poll(() => world.desk.rules()).toEqual([]);
  await tell('commands.onCommand', 'use-last-key', { id: tabId });
  await expect.poll(() => world.desk.title(tabId)).toBe(saysSet('Nightly & report'));
});

test('the last key’s shortcut switches between two keys of a site, and back', async () => {
  const nightly = { name: 'Nightly & report' };
  const { key } = await keyInBrowser(world.desk, { name: 'Read only' });
  await use();
  await use(key.id);
  for (const { name } of [nightly, key, nightly]) {
    await tell('commands.onCommand', 'use-last-key', { id: tabId });
    await expect.poll(() => world.desk.title(tabId)).toBe(saysSet(name));
  }
});

describe('the last key’s shortcut, where none was used here,', () => {
  let elsewhere: Page;
  let elsewhereId: number;

  beforeAll(async () => {
    elsewhere = await world.browser.context.newPage();
    await elsewhere.goto(site.pages.at('elsewhere.test'));
    elsewhereId = await world.browser.tabId(elsewhere);
  });

  afterAll(async () => {
    await elsewhere.close();
    await page.bringToFront();
  });

  beforeEach(() => world.desk.forgetDrafts());

  const press = () => tell('commands.onCommand', 'use-last-key', { id: elsewhereId });

  test('opens the popup on This tab', async () => {
    const popup = await world.browser.frameOpenedBy(press);
    await popup.waitFor(shows('The browser does not show Keyturn this page'));
    expect(await popup.evaluate('location.search')).toBe('');
    await popup.close();
  });

  test('opens it in a window where the browser wants a gesture for a popup', async () => {
    await (await world.browser.worker()).evaluate(
      'void (chrome.action.openPopup = () => Promise.reject(new Error("no user gesture")))',
    );
    const opened = world.browser.context.waitForEvent('page');
    await press();
    const popup = new Popup(await opened);
    await popup.says('The browser does not show Keyturn this page');
    expect(new URL(popup.page.url()).search).toBe(`?tab=${elsewhereId}`);
    await popup.page.close();
  });
});

test('the lock’s shortcut locks the vault, and takes the key off the tab', async () => {
  const passphrase = 'four words of a passphrase';
  await world.desk.ask('vault.set-up', { passphrase });
  await use();
  await tell('commands.onCommand', 'lock', { id: tabId });
  await expect.poll(() => world.desk.ask('vault.state')).toMatchObject({ stage: 'locked' });
  await expect.poll(() => world.desk.rules()).toEqual([]);
  const elsewhere = await world.desk.evaluate('chrome.action.getTitle({})');
  expect(elsewhere).toBe('Keyturn: locked');
  await world.desk.ask('vault.unlock', { passphrase, saveHeld: false });
});

test('its badge counts the keys to look at, and gives way to the key on this tab', async () => {
  const badge = (over?: number) =>
    world.desk.evaluate<string>(
      `chrome.action.getBadgeText(${over === undefined ? '{}' : `{ tabId: ${over} }`})`,
    );
  await world.desk.ask('tab.stop', { tabId });
  const { token, orgId } = world.admin;
  const soon = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
  for (const name of ['Ends soon', 'Ends soon too']) {
    await world.request('POST', `/v1/orgs/${orgId}/keys`, {
      token,
      body: { name, scopes: ['tasks:read'], expiresAt: soon },
    });
  }
  await world.desk.ask('keys.list', { showRevoked: false });
  await expect.poll(() => badge(tabId)).toBe('2');
  expect(await world.desk.title(tabId)).toBe('Keyturn: 2 keys end soon or have long been unused');
  await use();
  await expect.poll(() => badge(tabId)).toBe('');
  expect(await badge()).toBe('2');
  await world.desk.ask('tab.stop', { tabId });
  await expect.poll(() => badge(tabId)).toBe('2');
});

test('signed out, it says so over every tab', async () => {
  await world.desk.ask('session.sign-out');
  expect(await world.desk.title(tabId)).toBe('Keyturn: signed out');
  expect(await world.desk.evaluate('chrome.action.getBadgeText({})')).toBe('');
});
