/** The toolbar button's states, the context menu and the shortcuts. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PageAndApi, startPageAndApi } from '../support/page-and-api.ts';
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

async function use(): Promise<void> {
  const header = { kind: 'bearer' as const };
  const { pageOrigin, apiOrigin } = site;
  await world.desk.ask('tab.use', { tabId, keyId, pageOrigin, apiOrigins: [apiOrigin], header });
}

/** As the browser tells of a press, which no test can make: its own menus and keys are out of reach. */
async function tell(event: string, ...args: unknown[]): Promise<void> {
  const worker = await world.browser.worker();
  const given = args.map((one) => JSON.stringify(one)).join(', ');
  await worker.evaluate(`void chrome.${event}.dispatch(${given})`);
}

test('the button says in words where the person stands, and what is with this tab', async () => {
  expect(await world.desk.title(tabId)).toBe('Keyturn');
  await use();
  expect(await world.desk.title(tabId)).toBe('Keyturn: Nightly & report is set on this tab');
  await world.desk.ask('tab.stop', { tabId });
  expect(await world.desk.title(tabId)).toBe('Keyturn');
  await use();
  await page.goto(site.pages.at('elsewhere.test'));
  await expect
    .poll(() => world.desk.title(tabId))
    .toBe('Keyturn: Nightly & report is no longer set on this tab');
  await page.goto(site.pageOrigin);
});

test('the menu has Stop where a key is set, after the background was ended too', async () => {
  await use();
  await tell('contextMenus.onClicked', { menuItemId: 'stop' }, { id: tabId });
  await expect.poll(() => world.desk.rules()).toEqual([]);
  await world.browser.killServiceWorker();
  await use();
  const kept = "chrome.contextMenus.update('use-key', {}).then(() => 'there')";
  expect(await (await world.browser.worker()).evaluate(kept)).toBe('there');
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
  await expect
    .poll(() => world.desk.title(tabId))
    .toBe('Keyturn: Nightly & report is set on this tab');
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
