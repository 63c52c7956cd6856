/** The background is ended between every two steps of each flow, which ends as if it had not been. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import type { Listening } from '../support/listen.ts';
import { keyHeadersOf, type PageAndApi, startPageAndApi } from '../support/page-and-api.ts';
import { invite, PASSWORD, secondOrg, setApiAccess } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import {
  enter,
  keyInBrowser,
  type SettledWorld,
  startSettledWorld,
  startTasksApi,
} from '../support/world.ts';

const PASSPHRASE = 'four plain words here';

let world: SettledWorld;
let site: PageAndApi;
let swagger: Listening;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startPageAndApi()]);
  swagger = await startTasksApi(world, world.admin);
  await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

afterAll(async () => {
  await world?.close();
  await site?.close();
  await swagger?.close();
});

type Step = () => Promise<unknown>;

/** What is arranged first, with no end of the background; then the steps. */
type Flow = () => Promise<Step[]>;

function closing(page: Page): Popup {
  onTestFinished(() => page.close());
  return new Popup(page);
}

const openPopup = async (about?: Page) => closing(await world.browser.openPopup(about));
const openFullTab = async (place: string) => closing(await world.browser.openFullTab(place));

async function openPage(url: string): Promise<Page> {
  const page = await world.browser.context.newPage();
  onTestFinished(() => page.close());
  await page.goto(url);
  return page;
}

async function sent(page: Page): Promise<string | undefined> {
  return (await keyHeadersOf(page, site.api, site.apiOrigin)).authorization;
}

/** One step: pressed, and done as the screen shows it. */
const press = (popup: Popup, name: string, done: () => Promise<unknown>) => async () => {
  await popup.press(name);
  await done();
};
/** Kept as a draft: what is written a moment later would wake the background while it is ended. */
async function typed(popup: Popup, name: string): Promise<void> {
  await popup.field('Name').fill(name);
  await expect.poll(() => world.desk.kept()).toContain(`"name":"${name}"`);
}

async function ticked(popup: Popup): Promise<void> {
  await popup.permission('View tasks').check();
  await expect.poll(() => world.desk.kept()).toContain('"scopes":["tasks:read"]');
}

const pressInDialog = (popup: Popup, name: string, words: string) => async () => {
  await popup.dialog.getByRole('button', { name, exact: true }).click();
  await popup.says(words);
};

async function keysNamed(name: string): Promise<Key[]> {
  const { token, orgId } = world.admin;
  const path = `/v1/orgs/${orgId}/keys?status=any&owner=all&q=${encodeURIComponent(name)}`;
  return (await world.request<{ items: Key[] }>('GET', path, { token })).body.items;
}

function tabKeyOn(page: Page, popup: Popup): Step[] {
  return [
    press(popup, 'This tab', () => popup.button('Use on this tab').waitFor()),
    press(popup, 'Key for this tab only', () => popup.permission('View tasks').waitFor()),
    () => popup.permission('View tasks').check(),
    press(popup, 'Make and use', () => popup.says('It is for this tab only')),
    async () => expect(await sent(page)).toMatch(/^Bearer kt_/),
  ];
}

/** What it was ended in the middle of goes on when anything wakes it, an alarm within a minute. */
async function woken<T>(look: () => Promise<T>): Promise<T> {
  await world.desk.ask('session.state');
  return look();
}

async function tabKeyEnds(page: Page, host: string): Promise<void> {
  await expect
    .poll(() => woken(async () => (await keysNamed(host)).map(({ status }) => status)))
    .not.toContain('active');
  expect(await sent(page)).toBeUndefined();
  expect(await world.desk.rules()).toEqual([]);
  await expect.poll(() => woken(() => world.desk.onDisk())).toContain('"tabKeyLeases":{"value":[]');
}

const FLOWS: Record<string, Flow> = {
  async 'connect and sign in'() {
    await world.desk.ask('session.disconnect');
    const popup = await openPopup();
    return [
      async () => {
        await popup.field('Server address').fill(world.address);
        await popup.says('Keyturn 0.1.0');
      },
      press(popup, 'Continue', () => popup.field('Email').waitFor()),
      () => popup.field('Email').fill(world.admin.email),
      () => popup.field('Password').fill(PASSWORD),
      press(popup, 'Sign in', () => popup.says('No keys yet')),
      async () =>
        expect(await world.desk.ask('session.state')).toMatchObject({
          stage: 'signed-in',
          address: world.address,
          account: { user: { email: world.admin.email } },
        }),
    ];
  },

  async 'create a key and reveal it'() {
    const popup = await openPopup();
    let again: Popup;
    let secret: string;
    return [
      press(popup, 'Create key', () => popup.permission('View tasks').waitFor()),
      () => typed(popup, 'Nightly report'),
      () => ticked(popup),
      press(popup, 'Create key', async () => {
        secret = await popup.secretShown();
      }),
      () => popup.page.close(),
      async () => {
        again = await openPopup();
        expect(await again.secretShown()).toBe(secret);
      },
      async () => {
        await again.press('Copy');
        await again.says('Keyturn clears the clipboard');
      },
      async () => {
        await again.press('Done');
        await again.heading('Keys').waitFor();
      },
      async () => expect(await again.rowText('Nightly report')).toContain('in this browser'),
      async () => {
        const [key, ...more] = await keysNamed('Nightly report');
        expect(more).toEqual([]);
        expect(await world.desk.ask('keys.secret', { id: key?.id ?? '' })).toEqual({ secret });
        await again.press('Create key');
        expect(await again.field('Name').inputValue()).toBe('');
      },
    ];
  },

  async 'ask for a key, and collect it when it is approved'() {
    const { admin } = world;
    await setApiAccess(world, admin, true);
    const requireApproval = (required: boolean) =>
      world.request('PATCH', `/v1/orgs/${admin.orgId}`, {
        token: admin.token,
        body: { policy: { requireApproval: required } },
      });
    await requireApproval(true);
    onTestFinished(async () => {
      await requireApproval(false);
      await enter(world, world.desk, admin);
    });
    await enter(world, world.desk, await invite(world, admin));
    const popup = await openPopup();
    let again: Popup;
    let secret: string;
    return [
      press(popup, 'Create key', () => popup.permission('View tasks').waitFor()),
      () => typed(popup, 'Asked for'),
      () => ticked(popup),
      press(popup, 'Create key', () => popup.says('An admin has to approve this key')),
      // Ended, and the popup closed, in the very moment in which it says so.
      press(popup, 'Back to keys', () => popup.heading('Keys').waitFor()),
      async () => {
        await popup.page.close();
        const [key] = await keysNamed('Asked for');
        const path = `/v1/orgs/${admin.orgId}/keys/${key?.id}/approve`;
        await world.request('POST', path, { token: admin.token });
      },
      async () => {
        again = await openPopup();
        await again.button('Collect the secret of Asked for').waitFor();
      },
      async () => {
        await again.press('Collect the secret of Asked for');
        secret = await again.secretShown();
      },
      async () => {
        await again.press('Copy');
        await again.says('Keyturn clears the clipboard');
      },
      async () => {
        await again.press('Done');
        await again.heading('Keys').waitFor();
      },
      async () => {
        const [key] = await keysNamed('Asked for');
        expect(key?.status).toBe('active');
        expect(await world.desk.ask('keys.secret', { id: key?.id ?? '' })).toEqual({ secret });
      },
    ];
  },

  async 'set a key on a tab, with the permissions, and stop it'() {
    const { secret } = await keyInBrowser(world.desk, { name: 'Set' });
    const page = await openPage(site.pageOrigin);
    for (const host of ['page.test', 'api.test']) await world.browser.grantHost(`http://${host}/*`);
    await (await world.browser.triggerAction(page)).close();
    const popup = await openPopup(page);
    return [
      press(popup, 'This tab', () => popup.button('Use on this tab').waitFor()),
      () => popup.choose({ key: 'Set' }),
      press(popup, 'Use on this tab', () => popup.button('Stop').waitFor()),
      async () => expect(await sent(page)).toBe(`Bearer ${secret}`),
      press(popup, 'Stop', () => popup.button('Use on this tab').waitFor()),
      async () => expect(await sent(page)).toBeUndefined(),
      async () => expect(await world.desk.rules()).toEqual([]),
    ];
  },

  async 'the permissions come when the popup has long gone'() {
    const { key, secret } = await keyInBrowser(world.desk, { name: 'Waiting' });
    for (const host of ['page.test', 'api.test'])
      await world.browser.removeHost(`http://${host}/*`);
    const page = await openPage(site.pageOrigin);
    const use = {
      tabId: await world.browser.tabId(page),
      keyId: key.id,
      pageOrigin: site.pageOrigin,
      apiOrigins: [site.apiOrigin],
      header: { kind: 'bearer' as const },
    };
    return [
      async () => expect(world.desk.ask('tab.use', use)).rejects.toThrow('permission-missing'),
      () => world.desk.allow('page.test', 'api.test'),
      () => expect.poll(() => woken(() => sent(page))).toBe(`Bearer ${secret}`),
      async () => expect(await world.desk.ask('tab.pending', { tabId: use.tabId })).toBeNull(),
      () => world.desk.ask('tab.stop', { tabId: use.tabId }),
      async () => expect(await sent(page)).toBeUndefined(),
    ];
  },

  async 'make a key for this tab only, and stop it'() {
    await world.desk.allow('page.test', 'api.test');
    const page = await openPage(site.pageOrigin);
    const popup = await openPopup(page);
    return [
      ...tabKeyOn(page, popup),
      press(popup, 'Stop', () => popup.button('Use on this tab').waitFor()),
      () => tabKeyEnds(page, 'Things on'),
    ];
  },

  async 'the hour of a key for this tab only ends'() {
    const page = await openPage(site.pageOrigin);
    return [
      ...tabKeyOn(page, await openPopup(page)),
      // As if it had been made an hour ago; the alarm then finds it so.
      () =>
        world.desk.evaluate(`(async () => {
          const { tabKeyLeases } = await chrome.storage.local.get('tabKeyLeases');
          for (const lease of tabKeyLeases.value) lease.until = Date.now();
          await chrome.storage.local.set({ tabKeyLeases });
        })()`),
      () => world.desk.evaluate("chrome.alarms.create('tab-keys', { when: Date.now() })"),
      () => tabKeyEnds(page, 'Things on'),
    ];
  },

  async 'set a vault up, lock it, unlock it'() {
    const { key, secret } = await keyInBrowser(world.desk, { name: 'Kept' });
    onTestFinished(async () => {
      await world.desk.ask('vault.reset');
    });
    const settings = await openFullTab('settings');
    const popup = await openPopup();
    // It opens where it was left.
    await popup.press('Keys');
    return [
      () => settings.field('Passphrase').fill(PASSPHRASE),
      () => settings.field('The passphrase again').fill(PASSPHRASE),
      press(settings, 'Keep keys in a vault', () => settings.says('The vault is open until')),
      async () => {
        await popup.page.getByRole('button', { name: /^Open until/ }).click();
        await popup.says('The keys kept in this browser are locked');
      },
      async () => expect(await world.desk.kept()).not.toContain(secret),
      press(popup, 'Unlock', () => popup.dialog.waitFor()),
      () => popup.dialog.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE),
      async () => {
        await popup.page.keyboard.press('Enter');
        await popup.dialog.waitFor({ state: 'detached' });
      },
      async () => expect(await world.desk.ask('keys.secret', { id: key.id })).toEqual({ secret }),
    ];
  },

  async 'copy a key, and clear the clipboard'() {
    const { secret } = await keyInBrowser(world.desk, { name: 'Copied' });
    const popup = await openPopup();
    await popup.press('Keys');
    const clipboard = () => popup.page.evaluate<string>('navigator.clipboard.readText()');
    return [
      () => popup.actOn('Copied', 'Copy as'),
      press(popup, 'Copy as key', () => popup.says('Keyturn clears the clipboard')),
      async () => expect(await clipboard()).toBe(secret),
      () =>
        world.desk.evaluate(`(async () => {
          const { copied } = await chrome.storage.session.get('copied');
          copied.value.clearAt = Date.now() - 1;
          await chrome.storage.session.set({ copied });
        })()`),
      async () => {
        await popup.page.evaluate("dispatchEvent(new Event('focus'))");
        await expect.poll(clipboard).toBe('');
      },
      () => expect.poll(() => world.desk.ask('clipboard.read')).toBeNull(),
    ];
  },

  async 'go to another organisation'() {
    const other = await secondOrg(world, world.admin);
    await world.desk.ask('session.refresh');
    const popup = await openPopup();
    const globex = popup.page.getByRole('menuitemradio', { name: 'Globex' });
    onTestFinished(async () => {
      await world.desk.ask('session.switch-org', { orgId: world.admin.orgId });
    });
    return [
      press(popup, 'Account', () => globex.waitFor()),
      async () => {
        await globex.click();
        await popup.says('No keys yet');
      },
      async () =>
        expect(await world.desk.ask('session.refresh')).toMatchObject({
          account: { current: { org: { id: other.orgId } } },
        }),
    ];
  },

  async 'fill in the page’s own form'() {
    const { secret } = await keyInBrowser(world.desk, { name: 'Given' });
    await world.desk.allow('127.0.0.1');
    const page = await openPage(swagger.url);
    await page.getByText('Tasks API').first().waitFor();
    const popup = await openPopup(page);
    return [
      press(popup, 'This tab', () => popup.button('Use on this tab').waitFor()),
      () => popup.choose({ key: 'Given' }),
      press(popup, 'Fill in the page’s own form', () => popup.dialog.waitFor()),
      pressInDialog(popup, 'Give it to the page', 'The page has the key.'),
      async () => {
        const held = await page.evaluate<string>('JSON.stringify(ui.authSelectors.authorized())');
        expect(held).toContain(secret);
        expect(await world.desk.rules()).toEqual([]);
      },
    ];
  },

  async 'an admin’s change in the full tab'() {
    const tab = await openFullTab('roles');
    await tab.button('Create a role').waitFor();
    return [
      press(tab, 'Create a role', () => tab.permission('View tasks').waitFor()),
      () => tab.fill({ Name: 'Support' }),
      () => tab.permission('View tasks').check(),
      press(tab, 'Create a role', () => tab.says('Saved Support')),
      press(tab, 'Delete Support', () => tab.dialog.waitFor()),
      pressInDialog(tab, 'Delete', 'Deleted Support'),
      async () => {
        const { token, orgId } = world.admin;
        const path = `/v1/orgs/${orgId}/roles`;
        const { body } = await world.request<{ items: { name: string }[] }>('GET', path, { token });
        expect(body.items.map(({ name }) => name)).not.toContain('Support');
      },
    ];
  },
};

test.for(Object.entries(FLOWS))('%s', async ([, flow]) => {
  const [first, ...steps] = await flow();
  await first?.();
  let ended = 0;
  for (const step of steps) {
    // A step that asked the background for nothing leaves it ended.
    ended += await world.browser.killServiceWorker().then(
      () => 1,
      (error: Error) => {
        if (error.message !== 'the background is not running') throw error;
        return 0;
      },
    );
    await step();
  }
  expect(ended).toBeGreaterThan(1);
});
