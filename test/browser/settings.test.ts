/** The settings: sites given back, sessions ended, the password, the shortcuts, and what is preset. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type PageAndApi, startPageAndApi } from '../support/page-and-api.ts';
import { PASSWORD } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { until } from '../support/until.ts';
import {
  enter,
  keyInBrowser,
  type SettledWorld,
  signInOver,
  startRealServer,
  startSettledWorld,
} from '../support/world.ts';

const NEW_PASSWORD = 'quite another one 7';

let world: SettledWorld;
let site: PageAndApi;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startPageAndApi()]);
  await world.desk.allow('page.test', 'api.test');
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

async function openSettings(): Promise<Popup> {
  const settings = new Popup(await world.browser.openFullTab('settings'));
  onTestFinished(() => settings.page.close());
  await settings.heading('Settings').waitFor();
  return settings;
}

test('shortcuts stand there with their keys, and lead to where the browser changes them', async () => {
  const settings = await openSettings();
  const row = settings.page.locator('.settings__row', { hasText: 'Stop the key' });
  expect(await row.locator('kbd').innerText()).toBe('Alt+Shift+S');
  expect(await settings.page.locator('.settings__keys').allInnerTexts()).toEqual([
    'Alt+Shift+K',
    'Alt+Shift+L',
    'Alt+Shift+S',
    'Alt+Shift+O',
  ]);
  const [opened] = await Promise.all([
    world.browser.context.waitForEvent('page'),
    settings.press('Change shortcuts'),
  ]);
  onTestFinished(() => opened.close());
  await opened.waitForURL('chrome://extensions/shortcuts');
});

test('a site that is given back takes the key off the tab, and the browser asks again', async () => {
  const settings = await openSettings();
  const { key } = await keyInBrowser(world.desk, { name: 'Nightly report' });
  const page = await world.browser.context.newPage();
  onTestFinished(() => page.close());
  await page.goto(site.pageOrigin);
  const tabId = await world.browser.tabId(page);
  const use = {
    tabId,
    keyId: key.id,
    pageOrigin: site.pageOrigin,
    apiOrigins: [site.apiOrigin],
    header: { kind: 'bearer' as const },
  };
  await world.desk.ask('tab.use', use);
  expect(await world.desk.rules()).not.toEqual([]);

  await settings.press('Give back api.test');
  await settings.says('Keyturn may no longer act on api.test');
  expect(
    await settings.page.getByRole('button', { name: /^Give back / }).allInnerTexts(),
  ).toHaveLength(1);
  await expect.poll(() => world.desk.rules()).toEqual([]);
  const { ended } = await world.desk.ask('tab.state', { tabId });
  expect(ended).toEqual({ keyName: 'Nightly report', why: 'permission-removed' });
  await expect(world.desk.ask('tab.use', use)).rejects.toThrow('permission-missing');

  await settings.press('Give back page.test');
  await settings.says('Keyturn may act on no site.');
});

test('another session is ended from here, and this one is not offered', async () => {
  const other = await signInOver(world.request, world.admin.email);
  const settings = await openSettings();
  await settings.page.getByText('Another browser or program').first().waitFor();
  const rows = settings.page.getByRole('listitem');
  const here = rows.filter({ hasText: 'This browser' });
  expect(await here.getByRole('button').count()).toBe(0);
  expect(await here.textContent()).toMatch(
    /last used just now, .+ signed in .+, ends in .+ at the latest/,
  );
  const ends = rows
    .filter({ hasText: 'Another browser' })
    .getByRole('button', { name: 'Sign out' });
  for (let left = await ends.count(); left > 0; left--) {
    await ends.first().click();
    await until(async () => (await ends.count()) === left - 1);
  }
  await settings.says('Signed out there');
  expect((await world.request('GET', '/v1/me', { token: other.token })).status).toBe(401);
  expect(await world.desk.ask('session.refresh')).toMatchObject({ stage: 'signed-in' });
});

test('the password is changed: refused where the present one is wrong, then the new one counts', async () => {
  const settings = await openSettings();
  const other = await signInOver(world.request, world.admin.email);
  await settings.fill({ 'Present password': 'not the password', 'New password': NEW_PASSWORD });
  await settings.press('Change password');
  await settings.says('The present password is wrong.');
  await settings.fill({ 'Present password': PASSWORD, 'New password': 'short' });
  await settings.press('Change password');
  await settings.field('New password').and(settings.page.locator('[aria-invalid=true]')).waitFor();
  await settings.fill({ 'Present password': PASSWORD, 'New password': NEW_PASSWORD });
  await settings.press('Change password');
  await settings.says('The password is changed');
  expect(await settings.field('Present password').inputValue()).toBe('');
  expect(await settings.field('New password').inputValue()).toBe('');

  const signIn = (password: string) =>
    world.request('POST', '/v1/sessions', { body: { email: world.admin.email, password } });
  expect((await signIn(PASSWORD)).status).toBe(401);
  expect((await signIn(NEW_PASSWORD)).status).toBe(201);
  expect((await world.request('GET', '/v1/me', { token: other.token })).status).toBe(401);
  expect(await world.desk.ask('session.refresh')).toMatchObject({ stage: 'signed-in' });
  expect(await world.desk.kept()).not.toContain(NEW_PASSWORD);
  await world.desk.ask('account.change-password', {
    currentPassword: NEW_PASSWORD,
    newPassword: PASSWORD,
  });
});

/**
 * What the browser's administrator has set, at the boundary where the browser gives it:
 * Chromium reads real policies from one folder of the whole machine.
 */
async function preset(values: Record<string, unknown>): Promise<void> {
  await world.browser.killServiceWorker();
  const worker = await world.browser.worker();
  await worker.evaluate(
    `chrome.storage.managed.get = (...args) => {
       const given = ${JSON.stringify(values)};
       const callback = args.at(-1);
       return typeof callback === 'function' ? callback(given) : Promise.resolve(given);
     }`,
  );
  onTestFinished(async () => {
    await world.browser.killServiceWorker();
    await enter(world, world.desk, world.admin);
  });
}

test('what the organisation has set stands fast: the lock time', async () => {
  await preset({ vaultMinutes: 7 });
  await world.desk.ask('vault.set-up', { passphrase: 'four plain words here' });
  onTestFinished(async () => {
    await world.desk.ask('vault.reset');
  });
  const settings = await openSettings();
  await settings.says('Lock after 7 minutes.');
  await settings.says('Set by your organisation.');
  expect(await settings.page.getByRole('combobox', { name: 'Lock after' }).count()).toBe(0);
  expect(await world.desk.ask('settings.write', { vaultMinutes: 720 })).toMatchObject({
    vaultMinutes: 7,
  });
});

test('what the organisation has set stands fast: the server', async () => {
  const own = await startRealServer();
  onTestFinished(() => own.close());
  await preset({ serverAddress: own.address });
  expect(await world.desk.ask('session.refresh')).toEqual({ stage: 'no-server' });
  await expect(world.desk.ask('session.connect', { address: world.address })).rejects.toThrow(
    'other-server-preset',
  );
  const popup = new Popup(await world.browser.openPopup());
  onTestFinished(() => popup.page.close());
  const address = popup.field('Server address');
  await popup.says('Set by your organisation.');
  expect(await address.inputValue()).toBe(own.address);
  expect(await address.getAttribute('readonly')).not.toBeNull();
  await popup.page.getByText('Keyturn 0.1.0').waitFor();
  await popup.press('Continue');
  await popup.heading('Set up the server').waitFor();
});
