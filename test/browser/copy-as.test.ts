/** A key in the form that its place of use wants, and the clipboard's end. */
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { Popup } from '../support/popup.ts';
import { keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;

beforeAll(async () => {
  world = await startSettledWorld();
  await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

afterAll(async () => {
  await world?.close();
});

beforeEach(async () => {
  await world.desk.ask('settings.write', { clipboardSeconds: 60 });
});

async function openPopup(): Promise<Popup> {
  const popup = new Popup(await world.browser.openPopup());
  onTestFinished(() => popup.page.close());
  return popup;
}

const clipboard = ({ page }: Popup): Promise<string> =>
  page.evaluate('navigator.clipboard.readText()');

/** As if it had been copied long enough ago. */
async function letTimePass(): Promise<void> {
  await world.desk.evaluate(`(async () => {
    const { copied } = await chrome.storage.session.get('copied');
    copied.value.clearAt = Date.now() - 1;
    await chrome.storage.session.set({ copied });
  })()`);
}

test('a key in this browser, from its menu, without being shown', async () => {
  const { secret, key } = await keyInBrowser(world.desk, { name: 'Nightly report' });
  const popup = await openPopup();
  await popup.actOn('Nightly report', 'Copy as');
  await popup.dialog.getByRole('combobox', { name: 'Copy as' }).selectOption('.env line');
  expect(await popup.dialog.innerText()).toContain(`NIGHTLY_REPORT_KEY=${key.prefix}…`);
  await popup.press('Copy as .env line');
  await popup.says('Keyturn clears the clipboard in 60 seconds if you stay in this window.');
  await popup.says('A clipboard history, or another device');
  expect(await clipboard(popup)).toBe(`NIGHTLY_REPORT_KEY=${secret}`);
  expect(await popup.page.content()).not.toContain(secret);
  expect(await world.desk.onDisk()).not.toContain(secret);
});

test('a key that is elsewhere has no such choice', async () => {
  const { orgId, token } = world.admin;
  await world.request('POST', `/v1/orgs/${orgId}/keys`, {
    token,
    body: { name: 'Made elsewhere', scopes: ['tasks:read'] },
  });
  const popup = await openPopup();
  await popup.press('Actions for Made elsewhere');
  await popup.page.getByRole('menuitem', { name: 'Rename' }).waitFor();
  expect(await popup.page.getByRole('menuitem', { name: 'Copy as' }).count()).toBe(0);
});

test('the clipboard is cleared when its time has come', async () => {
  await keyInBrowser(world.desk, { name: 'Copied and left' });
  const popup = await openPopup();
  await popup.actOn('Copied and left', 'Copy as');
  await popup.press('Copy as key');
  await popup.says('Keyturn clears the clipboard');
  await letTimePass();
  await popup.page.evaluate("dispatchEvent(new Event('focus'))");
  await expect.poll(() => clipboard(popup)).toBe('');
});

test('not what has been copied from elsewhere since', async () => {
  await keyInBrowser(world.desk, { name: 'Copied over' });
  const popup = await openPopup();
  await popup.actOn('Copied over', 'Copy as');
  await popup.press('Copy as key');
  await popup.says('Keyturn clears the clipboard');
  await popup.page.evaluate("dispatchEvent(new Event('blur'))");
  await popup.page.evaluate("navigator.clipboard.writeText('mine')");
  await letTimePass();
  await popup.page.evaluate("dispatchEvent(new Event('focus'))");
  await expect.poll(() => world.desk.ask('clipboard.read')).toBeNull();
  expect(await clipboard(popup)).toBe('mine');
});

test('nothing is cleared where it is set so', async () => {
  await world.desk.ask('settings.write', { clipboardSeconds: 0 });
  await keyInBrowser(world.desk, { name: 'Stays copied' });
  const popup = await openPopup();
  await popup.actOn('Stays copied', 'Copy as');
  await popup.press('Copy as key');
  await popup.says('Keyturn does not clear the clipboard');
  expect(await world.desk.ask('clipboard.read')).toBeNull();
});
