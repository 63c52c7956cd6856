/** The list in sections, sorted, filtered, and what of it deserves a look. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { createKey } from '../support/keys.ts';
import { Popup } from '../support/popup.ts';
import { keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;

beforeAll(async () => {
  world = await startSettledWorld();
  for (const name of ['Beta', 'Alpha', 'Gamma']) await createKey(world, world.admin, { name });
  const { key } = await createKey(world, world.admin, { name: 'At rest' });
  const { orgId, token } = world.admin;
  const path = `/v1/orgs/${orgId}/keys/${key.id}/disable`;
  await world.request('POST', path, { token, body: {} });
  await keyInBrowser(world.desk, { name: 'Zulu' });
});

afterAll(async () => {
  await world?.close();
});

async function openPopup(): Promise<Popup> {
  const popup = new Popup(await world.browser.openPopup());
  onTestFinished(() => popup.page.close());
  await popup.row('Gamma').waitFor();
  return popup;
}

async function order(popup: Popup, choice: string): Promise<void> {
  await popup.press('Sort and filter');
  await popup.page.getByRole('menuitemradio', { name: choice, exact: true }).click();
}

test('what is in this browser stands first, under its name', async () => {
  const popup = await openPopup();
  const here = popup.page.getByRole('region', { name: 'In this browser' });
  expect(await here.locator('bdi').allTextContents()).toEqual(['Zulu']);
  const elsewhere = popup.page.getByRole('region', { name: 'Elsewhere' });
  expect(await elsewhere.locator('bdi').count()).toBe(4);
});

test('sorted as chosen, also the next time', async () => {
  const popup = await openPopup();
  expect(await popup.names()).toEqual(['Zulu', 'At rest', 'Gamma', 'Alpha', 'Beta']);
  await order(popup, 'Name');
  const byName = ['Zulu', 'Alpha', 'At rest', 'Beta', 'Gamma'];
  await expect.poll(() => popup.names()).toEqual(byName);
  expect(await (await openPopup()).names()).toEqual(byName);
  await order(popup, 'Newest first');
});

test('one status alone, and all again', async () => {
  const popup = await openPopup();
  await order(popup, 'Disabled');
  await popup.says('1 of 5 keys');
  expect(await popup.names()).toEqual(['At rest']);
  await popup.press('Show all');
  await popup.row('Alpha').waitFor();
});

test('keys that end soon, and keys that nobody uses, are named on top', async () => {
  const popup = await openPopup();
  expect(await popup.page.getByText('unused for 90 days').count()).toBe(0);
  const expiresAt = new Date(Date.now() + 3 * 24 * 3_600_000).toISOString();
  const lastUsedAt = new Date(Date.now() - 121 * 24 * 3_600_000).toISOString();
  // Time cannot be had from the server, so its last list is aged, and it is away.
  await world.stop();
  await world.desk.evaluate(`(async () => {
    const { keyLists } = await chrome.storage.local.get('keyLists');
    const lists = JSON.parse(keyLists.value);
    for (const { keys } of Object.values(lists)) {
      Object.assign(keys.find(({ name }) => name === 'Alpha'), { expiresAt: '${expiresAt}' });
      Object.assign(keys.find(({ name }) => name === 'Beta'), { lastUsedAt: '${lastUsedAt}' });
    }
    keyLists.value = JSON.stringify(lists);
    await chrome.storage.local.set({ keyLists });
  })()`);
  const again = await openPopup();
  await again.page.getByText('1 key ends within 7 days, 1 key unused for 90 days').click();
  await again.says('last used 4 mo ago');
  await again.press('Revoke Beta');
  await again.dialog.getByRole('heading', { name: 'Revoke Beta?' }).waitFor();
});
