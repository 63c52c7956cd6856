/** Keys kept across restarts of the browser, under a passphrase. */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Desk } from '../support/desk.ts';
import { ExtensionBrowser } from '../support/extension-browser.ts';
import type { TestPerson } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import { enter, keyInBrowser, type RealServer, settle, startRealServer } from '../support/world.ts';

const PASSPHRASE = 'four plain words here';

let server: RealServer;
let site: Recorder;
let admin: TestPerson;
let profile: string;
let browser: ExtensionBrowser;
let desk: Desk;
let secret: string;
let keyId: string;

beforeAll(async () => {
  [server, site, profile] = await Promise.all([
    startRealServer(),
    startRecorder(),
    mkdtemp(join(tmpdir(), 'keyturn-profile-')),
  ]);
  admin = await settle(server);
  await start();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await site?.close();
  await rm(profile, { recursive: true, force: true });
});

async function start(): Promise<void> {
  browser = await ExtensionBrowser.launch({ profile });
  desk = await Desk.open(browser);
  await enter(server, desk, admin);
}

/** What a page of the site sends while the kept key is set on it. */
async function sentWithKey(path: string, meanwhile = async () => {}): Promise<string | undefined> {
  const page = await browser.context.newPage();
  const origin = site.at('page.test');
  await page.goto(origin);
  const tabId = await browser.tabId(page);
  const use = { tabId, keyId, pageOrigin: origin, apiOrigins: [origin] };
  await desk.ask('tab.use', { ...use, header: { kind: 'bearer' } });
  await meanwhile();
  await page.evaluate((to) => fetch(to), path);
  return site.requests.find((one) => one.path === path)?.headers.authorization;
}

/** Every file of the profile that has one of these texts, in either of Chromium's encodings. */
async function filesWith(...texts: string[]): Promise<string[]> {
  const wanted = texts.flatMap((text) => [Buffer.from(text), Buffer.from(text, 'utf16le')]);
  const entries = await readdir(profile, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const bytes = await readFile(path).catch(() => Buffer.alloc(0));
    if (wanted.some((one) => bytes.includes(one))) found.push(path);
  }
  return found;
}

test('set up in the settings, it takes what is in the browser and what comes', async () => {
  const early = await keyInBrowser(desk, { name: 'Made before' });
  const settings = new Popup(await browser.openFullTab('settings'));
  await settings.field('Passphrase').fill('too short');
  await settings.field('The passphrase again').fill('too shorn');
  await settings.press('Keep keys in a vault');
  await settings.says('The two are not the same.');
  await settings.field('The passphrase again').fill('too short');
  await settings.press('Keep keys in a vault');
  await settings.says('Choose one of at least 12 characters.');
  await settings.field('Passphrase').fill(PASSPHRASE);
  await settings.field('The passphrase again').fill(PASSPHRASE);
  await settings.press('Keep keys in a vault');
  await settings.says('The vault is open until');
  await settings.page.close();

  const made = await keyInBrowser(desk, { name: 'Kept' });
  secret = made.secret;
  keyId = made.key.id;
  expect(await desk.onDisk()).not.toContain(secret);
  expect(await desk.onDisk()).not.toContain(early.secret);
});

test('after a restart it is locked, and no file of the profile has a secret in clear', async () => {
  await browser.close();
  expect(await filesWith(secret, PASSPHRASE)).toEqual([]);
  // What is looked for would be found: the server's address is on disk.
  expect(await filesWith(server.address)).not.toEqual([]);

  await start();
  const popup = new Popup(await browser.openPopup());
  await popup.says('The keys kept in this browser are locked');
  expect(await popup.rowText('Kept')).not.toContain('its secret is in this browser');
  expect(await desk.kept()).not.toContain(secret);
  await popup.page.close();
});

test('This tab says that they are locked, and offers to unlock them rather than to replace one', async () => {
  await desk.allow('page.test');
  const page = await browser.context.newPage();
  await page.goto(site.at('page.test'));
  const popup = new Popup(await browser.openPopup(page));
  await popup.openThisTab();
  await popup.says('The keys kept in this browser are locked');
  // Drawn last, so all the rest is there.
  await popup.button('Key for this tab only').waitFor();
  expect(await popup.button('Regenerate one of your keys').count()).toBe(0);
  expect(await popup.button('Create key').count()).toBe(0);
  await popup.press('Unlock');
  await popup.dialog.getByLabel('Passphrase', { exact: true }).waitFor();
  await popup.page.close();
  await page.close();
  // The popup opens at Keys again.
  await desk.forgetDrafts();
});

test('the right passphrase opens it, and its keys can be set on tabs again', async () => {
  const popup = new Popup(await browser.openPopup());
  await popup.press('Unlock');
  await popup.dialog.getByLabel('Passphrase', { exact: true }).fill('not the passphrase');
  await popup.dialog.getByRole('button', { name: 'Unlock' }).click();
  await popup.says('The passphrase does not open what is kept here.');
  await popup.dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await popup.page.keyboard.press('Enter');
  await popup.dialog.waitFor({ state: 'detached' });
  await popup.row('Kept').getByText('its secret is in this browser').waitFor();
  await popup.row('Made before').getByText('its secret is in this browser').waitFor();
  const mark = popup.row('Kept').getByTitle('Its secret is in this browser', { exact: false });
  expect(await mark.getAttribute('title')).toContain('while the keys here are unlocked');

  await desk.allow('page.test');
  expect(await sentWithKey('/call')).toBe(`Bearer ${secret}`);
  await popup.page.close();
});

test('locked from the header, keys leave the memory and the tabs', async () => {
  const popup = new Popup(await browser.openPopup());
  await popup.page.getByRole('button', { name: /^Open until/ }).click();
  await popup.says('The keys kept in this browser are locked');
  expect(await desk.rules()).toEqual([]);
  expect(await desk.kept()).not.toContain(secret);

  const meanwhile = await keyInBrowser(desk, { name: 'Made while locked' });
  await popup.says('1 key made since then can be used until the browser closes');
  await popup.press('Unlock');
  await popup.page.getByRole('checkbox', { name: 'Keep the 1 key made since' }).waitFor();
  await popup.dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
  await popup.page.keyboard.press('Enter');
  await popup.dialog.waitFor({ state: 'detached' });
  await desk.ask('vault.lock');
  expect(await desk.kept()).not.toContain(meanwhile.secret);
  await desk.ask('vault.unlock', { passphrase: PASSPHRASE, saveHeld: true });
  expect(await desk.kept()).toContain(meanwhile.secret);
  await popup.page.close();
});

test('a shorter lock time counts from now: the vault stays open, and the key on its tab', async () => {
  const chooseShorter = async () => {
    const settings = new Popup(await browser.openFullTab('settings'));
    const said = settings.page.getByText('The vault is open until');
    const before = await said.innerText();
    await settings.page.getByLabel('Lock after').selectOption('5 minutes');
    await said.filter({ hasNotText: before }).waitFor();
    const state = await desk.ask('vault.state');
    expect(state).toMatchObject({ stage: 'open' });
    expect(state.stage === 'open' && state.until - Date.now()).toBeLessThanOrEqual(5 * 60_000);
    await settings.page.close();
  };
  expect(await sentWithKey('/after', chooseShorter)).toBe(`Bearer ${secret}`);
});

test('a background that slept past the deadline locks before it answers anything', async () => {
  await browser.killServiceWorker();
  await desk.evaluate(`(async () => {
    const { openVault } = await chrome.storage.session.get('openVault');
    openVault.value.until = Date.now() - 1;
    await chrome.storage.session.set({ openVault });
  })()`);
  const list = await desk.ask('keys.cached', { showRevoked: false });
  expect(list?.keys.filter(({ inThisBrowser }) => inThisBrowser)).toEqual([]);
  expect(await desk.ask('vault.state')).toEqual({ stage: 'locked', held: 0 });
});

test('a lost passphrase: resetting says what is lost, and destroys it', async () => {
  const settings = new Popup(await browser.openFullTab('settings'));
  await settings.press('Reset the vault');
  await settings.says('Every key that it keeps is destroyed in this browser');
  await settings.dialog.getByRole('button', { name: 'Reset the vault' }).click();
  await settings.button('Keep keys in a vault').waitFor();
  expect(await desk.onDisk()).not.toContain('ciphertext');
  await settings.page.close();
});
