/** WCAG 2.2 A and AA, as far as a machine can tell, on every screen of the popup in both themes. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { PASSWORD, PEOPLE, type Person } from '../../scripts/demo/cast.ts';
import { RealStoryClock, seedDemo } from '../../scripts/demo/seed.ts';
import { readConfig } from '../../server/config.ts';
import { type RunningServer, startServer } from '../../server/start.ts';
import { serveApiPages } from '../support/api-pages/serve.ts';
import { violations } from '../support/axe.ts';
import { Desk } from '../support/desk.ts';
import { ExtensionBrowser } from '../support/extension-browser.ts';
import { clockAhead } from '../support/fake-server.ts';
import { Popup } from '../support/popup.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import {
  endSessionsOf,
  enter as enterAs,
  keyInBrowser,
  settle,
  startRealServer,
} from '../support/world.ts';

let dataDir: string;
let server: RunningServer;
let browser: ExtensionBrowser;
let desk: Desk;
let site: Recorder;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'keyturn-axe-'));
  const clock = new RealStoryClock();
  server = await startServer({
    config: readConfig({
      PORT: '0',
      KEYTURN_DATA_DIR: dataDir,
      KEYTURN_LOG_LEVEL: 'silent',
      KEYTURN_BREACHED_PASSWORDS: 'off',
    }),
    now: clock.now,
    passwordCost: { memoryCost: 8, timeCost: 1, parallelism: 1 },
  });
  await seedDemo(server, clock);
  [browser, site] = await Promise.all([ExtensionBrowser.launch(), startRecorder()]);
  desk = await Desk.open(browser);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await site?.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function openPopup(page?: Page): Promise<Popup> {
  const popup = new Popup(await browser.openPopup(page));
  onTestFinished(() => popup.page.close());
  return popup;
}

/** Someone of the demo's organisation, in place of whoever is signed in. */
async function enter(person: Person): Promise<void> {
  await desk.ask('session.disconnect');
  await desk.ask('session.connect', { address: server.address });
  await desk.ask('session.sign-in', { email: PEOPLE[person].email, password: PASSWORD });
}

async function popupOf(person: Person, page?: Page): Promise<Popup> {
  await enter(person);
  const popup = await openPopup(page);
  await popup.heading('Keys').waitFor();
  return popup;
}

async function expectClean({ page }: Popup, screen: string): Promise<void> {
  expect(await violations(page), screen).toEqual([]);
}

test('first run: address, found and not found, set-up, with what is missing', async () => {
  await desk.ask('session.disconnect');
  const fresh = await startRealServer();
  onTestFinished(() => fresh.close());
  const popup = await openPopup();
  await popup.field('Server address').fill('not an address');
  await popup.page.getByText('This is not an address.').first().waitFor();
  await expectClean(popup, 'address, wrong');
  await popup.connect(fresh.address);
  await popup.heading('Set up the server').waitFor();
  await expectClean(popup, 'set-up');
  await popup.press('Set up');
  await popup.page.getByText('Setup code must not be empty.').first().waitFor();
  await expectClean(popup, 'set-up, with errors');
});

test('sign in, refused, and the invitation', async () => {
  await desk.ask('session.disconnect');
  const popup = await openPopup();
  await popup.connect(server.address);
  await popup.heading('Sign in').waitFor();
  await expectClean(popup, 'sign in');
  await popup.field('Email').fill(PEOPLE.noor.email);
  await popup.field('Password').fill('not her password');
  await popup.press('Sign in');
  await popup.page.getByText('The email or the password is wrong.').first().waitFor();
  await expectClean(popup, 'sign in, refused');
  await popup.press('I have an invitation');
  await popup.heading('Accept an invitation').waitFor();
  await expectClean(popup, 'invitation');
  await popup.press('I have a password already');
  await popup.press('I have a reset code');
  await popup.heading('Choose a new password').waitFor();
  await expectClean(popup, 'reset code');
});

test('keys in every status, their menu and dialogs', async () => {
  const popup = await popupOf('tomasz');
  await popup.page.getByRole('checkbox', { name: 'Show revoked' }).check();
  await popup.page.getByText('Revoked', { exact: true }).first().waitFor();
  await expectClean(popup, 'keys');
  await popup.unfold('Nightly report');
  await popup.row('Nightly report').getByText('Permissions').waitFor();
  await expectClean(popup, 'a row unfolded');
  await popup.press('Actions for Nightly report');
  await popup.page.getByRole('menu').waitFor();
  await expectClean(popup, 'menu');
  await popup.page.keyboard.press('Escape');
  for (const action of ['Rename', 'Regenerate', 'Revoke', 'Delete']) {
    await popup.actOn('Nightly report', action);
    await popup.dialog.waitFor();
    await expectClean(popup, action);
    await popup.page.keyboard.press('Escape');
    await popup.dialog.waitFor({ state: 'detached' });
  }
  await popup.press('Account');
  await popup.page.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  await expectClean(popup, 'account');
});

test('no keys yet, nothing found, create, and the secret', async () => {
  const fresh = await startRealServer();
  onTestFinished(() => fresh.close());
  await desk.ask('session.disconnect');
  const popup = await openPopup();
  await popup.setUp(fresh.address, fresh.setupCode ?? '');
  await popup.page.getByText('No keys yet').waitFor();
  await expectClean(popup, 'no keys');
  await popup.press('Create key');
  await popup.permission('View tasks').waitFor();
  await expectClean(popup, 'create');
  await popup.press('Create key');
  await popup.page.getByText('Choose at least one permission.').first().waitFor();
  await expectClean(popup, 'create, with errors');
  await popup.field('Name').fill('Nightly report');
  await popup.permission('View tasks').check();
  await popup.press('Create key');
  await popup.secretShown();
  await expectClean(popup, 'reveal');
  await popup.press('Done');
  await popup.dialog.waitFor();
  await expectClean(popup, 'leaving without a copy');
  await popup.dialog.getByRole('button', { name: 'Leave' }).click();
  await popup.page.getByRole('searchbox', { name: 'Search keys' }).fill('nothing of the kind');
  await expectClean(popup, 'nothing found');
});

test('this tab: not seen, to be set, set, and ended', async () => {
  const page = await browser.context.newPage();
  onTestFinished(() => page.close());
  await page.goto(site.at('page.test'));
  const unseen = await popupOf('maya', page);
  await unseen.openThisTab();
  await unseen.page.getByText('The browser does not show Keyturn this page').waitFor();
  await expectClean(unseen, 'not seen');

  await desk.allow('page.test');
  const { key } = await desk.ask('keys.create', {
    name: 'Trial',
    scopes: ['tasks:read'],
    expiry: { kind: 'never' },
  });
  await desk.ask('reveal.done');
  const popup = await openPopup(page);
  await popup.openThisTab();
  await popup.button('Use on this tab').waitFor();
  await expectClean(popup, 'to be set');
  await popup.page.getByText('Another host').click();
  await popup.page.getByText('Where is this API described?').click();
  await popup.page.getByText('Why is my key not applied?').click();
  await popup.page.getByText('No key is set on this tab.').waitFor();
  await expectClean(popup, 'to be set, unfolded, with the check');
  await popup.press('Key for this tab only');
  await popup.permission('View tasks').waitFor();
  await popup.press('Make and use');
  await popup.says('Choose at least one permission.');
  await expectClean(popup, 'a key for this tab only');
  await popup.dialog.getByRole('button', { name: 'Cancel' }).click();
  await popup.dialog.waitFor({ state: 'detached' });
  await popup.press('Use on this tab');
  await popup.button('Stop').waitFor();
  await expectClean(popup, 'set');
  await page.evaluate(() => fetch('/tasks'));
  await popup.says('GET /tasks');
  await expectClean(popup, 'what happened');
  await desk.ask('keys.revoke', { id: key.id });
  await popup.page.getByText('Trial is no longer set').waitFor();
  await expectClean(popup, 'ended');
});

test('this tab: the page’s API, and its own form', async () => {
  const pages = await serveApiPages(site.at('api.test'));
  onTestFinished(() => pages.close());
  const page = await browser.context.newPage();
  onTestFinished(() => page.close());
  await page.goto(`http://page.test:${pages.port}/swagger-ui`);
  await page.getByText('List orders').first().waitFor();
  await desk.allow('page.test');
  await enter('maya');
  await keyInBrowser(desk, { name: 'For orders' });
  const popup = await openPopup(page);
  await popup.openThisTab();
  await popup.page.getByText('2 operations, 2 permissions').click();
  await popup.page.getByRole('checkbox', { name: /POST \/orders/ }).waitFor();
  await expectClean(popup, 'the page’s API');
  await popup.press('Fill in the page’s own form');
  await popup.dialog.getByText('From then on the page has the secret').waitFor();
  await expectClean(popup, 'the page’s own form');
});

test('a clock an hour off, signed out from elsewhere, no answer, and plain http', async () => {
  const fresh = await startRealServer();
  onTestFinished(() => fresh.close());
  const admin = await settle(fresh);
  const late = await clockAhead(fresh.address, 3_600_000);
  await desk.ask('session.disconnect');
  await enterAs({ address: late.url }, desk, admin);
  const popup = await openPopup();
  await popup.says('This computer’s clock is 1 hour behind the server’s');
  await expectClean(popup, 'the clock');
  await endSessionsOf(fresh, admin.email);
  await popup.page.reload();
  await popup.says('You were signed out');
  await expectClean(popup, 'signed out from elsewhere');

  await enterAs({ address: late.url }, desk, admin);
  await popup.heading('Keys').waitFor();
  await late.close();
  await popup.page.reload();
  await popup.says('Check that the server is running');
  await expectClean(popup, 'no answer');

  await desk.ask('session.disconnect');
  await popup.page.reload();
  const { port } = new URL(fresh.address);
  await popup.field('Server address').fill(`http://keys.northwind.example:${port}`);
  await popup.says('Passwords and keys go to this server unsealed');
  await expectClean(popup, 'plain http');
});

test('members, one of them, and what an admin is asked about them', async () => {
  await enter('maya');
  const tab = new Popup(await browser.openFullTab('members'));
  onTestFinished(() => tab.page.close());
  const ask = async (button: string, title: RegExp) => {
    await tab.press(button);
    await tab.dialog.getByRole('heading', { name: title }).waitFor();
    await expectClean(tab, button);
    await tab.page.keyboard.press('Escape');
    await tab.dialog.waitFor({ state: 'detached' });
  };
  await tab.page.getByRole('link', { name: PEOPLE.tomasz.name }).waitFor();
  await expectClean(tab, 'members');
  await ask('Add a service member', /^Add a service member$/);
  await tab.page.getByRole('link', { name: PEOPLE.tomasz.name }).click();
  await tab.heading(PEOPLE.tomasz.name).waitFor();
  await ask('Change role', /^Change the role of Tomasz Wilk$/);
  await ask('Sign out everywhere', /^Sign Tomasz Wilk out everywhere\?$/);
  await ask('Clear keys', /^Revoke \d+ keys of Tomasz Wilk\?$/);
  await ask('Deactivate', /^Deactivate Tomasz Wilk\?$/);
  await expectClean(tab, 'a member');
});

test('access: on, the confirmation, off, and what a member then sees', async () => {
  const popup = await popupOf('maya');
  await popup.press('Access');
  await popup.page.getByRole('switch').waitFor();
  await expectClean(popup, 'access on');
  await popup.page.getByRole('switch').click();
  await popup.dialog.waitFor();
  await expectClean(popup, 'confirmation');
  await popup.dialog.getByRole('button', { name: 'Turn off' }).click();
  await popup.dialog.waitFor({ state: 'detached' });
  await expectClean(popup, 'access off');
  onTestFinished(async () => {
    await enter('maya');
    await desk.ask('access.set', { apiAccess: true });
  });
  const members = await popupOf('noor');
  await members.page.getByText('API access is off').first().waitFor();
  await expectClean(members, 'access off, for a member');
});

test('settings and the vault; a key copied; sorting', async () => {
  await enter('tomasz');
  const { key } = await desk.ask('keys.create', {
    name: 'Kept here',
    scopes: ['tasks:read'],
    expiry: { kind: 'never' },
  });
  await desk.ask('reveal.done');
  onTestFinished(async () => {
    await desk.ask('vault.reset');
    await desk.ask('keys.delete', { id: key.id });
  });
  const settings = new Popup(await browser.openFullTab('settings'));
  onTestFinished(() => settings.page.close());
  await settings.page.getByText('This browser', { exact: true }).waitFor();
  await expectClean(settings, 'settings, no vault');
  await desk.ask('vault.set-up', { passphrase: 'four plain words here' });
  await settings.press('Change passphrase');
  await settings.dialog.waitFor();
  await expectClean(settings, 'change the passphrase');
  await settings.page.keyboard.press('Escape');
  await settings.press('Reset the vault');
  await settings.dialog.waitFor();
  await expectClean(settings, 'reset the vault');

  const popup = await openPopup();
  await popup.press('Sort and filter');
  await popup.page.getByRole('menu').waitFor();
  await expectClean(popup, 'sort and filter');
  await popup.page.keyboard.press('Escape');
  await popup.actOn('Kept here', 'Copy as');
  await popup.dialog.waitFor();
  await expectClean(popup, 'copy as');
  await popup.page.keyboard.press('Escape');
  await desk.ask('vault.lock');
  await popup.press('Unlock');
  await popup.dialog.waitFor();
  await expectClean(popup, 'unlock');
});
