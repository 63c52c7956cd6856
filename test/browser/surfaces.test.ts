/** The same app in its three frames. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { createKey } from '../support/keys.ts';
import { type PageAndApi, startPageAndApi } from '../support/page-and-api.ts';
import { invite } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import type { ToolbarPopup } from '../support/toolbar-popup.ts';
import { enter, keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let site: PageAndApi;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startPageAndApi()]);
  await keyInBrowser(world.desk, { name: 'Nightly report' });
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

beforeEach(() => world.desk.forgetDrafts());

function closing(page: Page): Page {
  onTestFinished(() => page.close());
  return page;
}

async function openSite(url = site.pageOrigin): Promise<Page> {
  const page = closing(await world.browser.context.newPage());
  await page.goto(url);
  return page;
}

const places = ({ page }: Popup) =>
  page.getByRole('navigation', { name: 'Places' }).getByRole('button').allTextContents();

/** The extension's pages that are open in tabs, by their paths. */
function ownTabs(path: string): Page[] {
  return world.browser.context.pages().filter((page) => new URL(page.url()).pathname === path);
}

async function fitsWidth(page: Page): Promise<boolean> {
  return page.evaluate('document.documentElement.scrollWidth <= innerWidth');
}

describe('the side panel', () => {
  test.for([320, 480])('has the places of the popup and fits %i pixels', async (width) => {
    const page = await openSite();
    const panel = new Popup(closing(await world.browser.openSidePanelPage(page, width)));
    await panel.row('Nightly report').waitFor();
    expect(await places(panel)).toEqual(['Keys', 'This tab', 'Access']);
    expect(await fitsWidth(panel.page)).toBe(true);
    await panel.press('Create key');
    await panel.permission('View tasks').waitFor();
    expect(await fitsWidth(panel.page)).toBe(true);
    await panel.press('Cancel');
    expect(await violations(panel.page)).toEqual([]);
  });

  test('follows the tab in front, and the page in it', async () => {
    await world.desk.allow('page.test', 'api.test');
    onTestFinished(async () => {
      for (const host of ['page.test', 'api.test']) {
        await world.browser.removeHost(`http://${host}/*`);
      }
    });
    const things = await openSite();
    const panel = new Popup(closing(await world.browser.openSidePanelPage()));
    await panel.openThisTab();
    await panel.says('This page cannot take a key');

    await things.bringToFront();
    await panel.says(`Swagger UI page at ${site.pageOrigin}`);
    await panel.press('Use on this tab');
    await panel.button('Stop').waitFor();

    const other = await openSite(site.apiOrigin);
    await panel.says(`Page at ${site.apiOrigin}`);
    expect(await panel.button('Stop').count()).toBe(0);
    await other.goto(site.pageOrigin);
    await panel.says(`Swagger UI page at ${site.pageOrigin}`);
    await panel.button('Use on this tab').waitFor();

    await things.bringToFront();
    await panel.press('Stop');
    await panel.button('Use on this tab').waitFor();
  });

  test('sees an API that the page draws only after it has loaded', async () => {
    await world.desk.allow('page.test');
    onTestFinished(() => world.browser.removeHost('http://page.test/*'));
    const page = closing(await world.browser.context.newPage());
    const address = `${site.pageOrigin}/late`;
    const draw = `document.body.innerHTML = '<div class="swagger-ui"></div>'`;
    const body = `<script>addEventListener('load', () => setTimeout(() => { ${draw} }, 500))</script>`;
    await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body }));
    const panel = new Popup(closing(await world.browser.openSidePanelPage(page)));
    await panel.openThisTab();
    await page.goto(address);
    await panel.says(`Page at ${site.pageOrigin}`);
    await panel.says(`Swagger UI page at ${site.pageOrigin}`);
  });

  test('follows who signs out and in elsewhere', async () => {
    const panel = new Popup(closing(await world.browser.openSidePanelPage()));
    await panel.row('Nightly report').waitFor();
    onTestFinished(() => enter(world, world.desk, world.admin));
    const popup = new Popup(closing(await world.browser.openPopup()));
    await popup.signOut();
    await panel.heading('Sign in').waitFor();
    expect(await panel.page.getByText('Nightly report').count()).toBe(0);
    await enter(world, world.desk, world.admin);
    await panel.row('Nightly report').waitFor();
    await world.desk.ask('session.disconnect');
    await panel.field('Server address').waitFor();
  });

  test('opens from the popup’s menu beside the page, and sees it', async () => {
    const page = await openSite();
    const popup = await world.browser.triggerAction(page);
    await popup.click('header .icon-button');
    const panel = await world.browser.frameOpenedBy(() => popup.click('.menu__group button'));
    await panel.waitFor(shows('Nightly report'));
    await popup.closed;
    await panel.evaluate(PLACE('This tab'));
    await panel.waitFor(shows(`Swagger UI page at ${site.pageOrigin}`));
    await sees(panel, page, site.apiOrigin);
    await panel.close();
  });

  /** Another page stays hidden until the toolbar button is pressed there. */
  async function sees(panel: ToolbarPopup, page: Page, address: string): Promise<void> {
    await page.goto(address);
    await panel.waitFor(shows('The browser does not show Keyturn this page'));
    const popup = await world.browser.triggerAction(page);
    await panel.waitFor(shows(`Page at ${address}`));
    await popup.close();
  }
});

const shows = (text: string) => `document.body?.innerText.includes(${JSON.stringify(text)})`;
const PLACE = (name: string) =>
  `[...document.querySelectorAll('nav button')].find((one) => one.textContent === '${name}').click()`;

describe('the full tab', () => {
  test('has a rail of the places that need no page, each at an address of its own', async () => {
    const tab = new Popup(closing(await world.browser.openFullTab()));
    await tab.row('Nightly report').waitFor();
    const named = (await places(tab)).map((name) => name.replace(/\d.*/, ''));
    const ofAdmins = ['Members', 'Approvals', 'Access', 'Roles', 'Policies', 'Audit log'];
    expect(named).toEqual(['Keys', ...ofAdmins, 'Settings']);
    expect(await violations(tab.page)).toEqual([]);
    await tab.openAccess();
    expect(new URL(tab.page.url()).hash).toBe('#access');
    await tab.page.goBack();
    await tab.heading('Keys').waitFor();

    const linked = new Popup(closing(await world.browser.openFullTab('access')));
    await linked.accessSwitch.waitFor();
    expect(await violations(linked.page)).toEqual([]);
  });

  test('keeps the rail beside a form, and a press on it leaves the form', async () => {
    const tab = new Popup(closing(await world.browser.openFullTab()));
    await tab.press('Create key');
    await tab.heading('Create a key').waitFor();
    await tab.press('Access');
    await tab.accessSwitch.waitFor();
    await tab.press('Keys');
    await tab.row('Nightly report').waitFor();
  });

  test('creates and revokes as the popup does', async () => {
    const tab = new Popup(closing(await world.browser.openFullTab()));
    await tab.createKey('Made in the full tab', 'View tasks');
    await tab.done();
    await tab.row('Made in the full tab').waitFor();
    // There is no page in front that it could be used on.
    expect(await tab.button('Use Made in the full tab').count()).toBe(0);
    await tab.revoke('Made in the full tab');
    await tab.row('Made in the full tab').waitFor({ state: 'detached' });
  });

  test('opens from the popup at its place, and is used again where it is open', async () => {
    const popup = new Popup(closing(await world.browser.openPopup(await openSite())));
    await popup.openAccess();
    await openFullTab(popup);
    await expect.poll(() => ownTabs('/manage.html').length).toBe(1);
    const tab = new Popup(closing(ownTabs('/manage.html')[0] as Page));
    await tab.accessSwitch.waitFor();

    await popup.page.bringToFront();
    await popup.press('Keys');
    await openFullTab(popup);
    await tab.row('Nightly report').waitFor();
    expect(ownTabs('/manage.html')).toHaveLength(1);
  });

  test('offers a member nothing that is an admin’s', async () => {
    await enter(world, world.desk, await invite(world, world.admin));
    onTestFinished(() => enter(world, world.desk, world.admin));
    const tab = new Popup(closing(await world.browser.openFullTab('access')));
    await tab.heading('Keys').waitFor();
    expect(await places(tab)).toEqual(['Keys', 'Settings']);
  });

  async function openFullTab(popup: Popup): Promise<void> {
    await popup.press('Account');
    await popup.page.getByRole('menuitem', { name: 'Open full page' }).click();
  }
});

describe('a permission that a popup cannot ask for', () => {
  /** As a popup leaves it where the browser would hide its prompt. */
  async function waiting(): Promise<{ page: Page; tabId: number; ask: Popup }> {
    const { key } = await keyInBrowser(world.desk, { name: 'Waits' });
    const page = await openSite();
    const tabId = await world.browser.tabId(page);
    const { pageOrigin, apiOrigin } = site;
    const request = { tabId, keyId: key.id, pageOrigin, apiOrigins: [apiOrigin] };
    const header = { kind: 'bearer' as const };
    await world.desk.ask('keys.list', { showRevoked: false });
    await expect(world.desk.ask('tab.use', { ...request, header })).rejects.toThrow(
      'permission-missing',
    );
    await world.desk.ask('full-tab.ask', { tabId });
    await expect.poll(() => ownTabs('/manage.html').length).toBe(1);
    const ask = new Popup(ownTabs('/manage.html')[0] as Page);
    await ask.heading('Allow Keyturn on page.test and api.test').waitFor();
    await ask.says('Waits');
    return { page, tabId, ask };
  }

  test('is asked for in a tab, which then gives way to the page', async () => {
    const { page, tabId, ask } = await waiting();
    expect(await violations(ask.page)).toEqual([]);
    for (const host of ['page.test', 'api.test']) {
      await world.browser.grantHost(`http://${host}/*`);
      onTestFinished(() => world.browser.removeHost(`http://${host}/*`));
    }
    const closed = ask.page.waitForEvent('close');
    await ask.page.bringToFront();
    await ask.press('Allow and use');
    await closed;
    expect((await world.desk.ask('tab.state', { tabId })).use?.keyName).toBe('Waits');
    expect(await page.evaluate('document.visibilityState')).toBe('visible');
  });

  test('is not asked for when the person goes back', async () => {
    const { tabId, ask } = await waiting();
    const closed = ask.page.waitForEvent('close');
    await ask.press('Cancel');
    await closed;
    expect(await world.desk.ask('tab.pending', { tabId })).toBeNull();
  });

  test('and says so when nothing waits any more', async () => {
    const ask = new Popup(await world.browser.openExtensionPage('manage.html?allow=1'));
    await ask.says('Nothing waits to be allowed');
    const closed = ask.page.waitForEvent('close');
    await ask.press('Go back');
    await closed;
  });
});

/** What a tab behind another sees: no frame, and no paint. */
const OUT_OF_SIGHT = `
  requestAnimationFrame = () => 0;
  PerformanceObserver.prototype.observe = () => {};
`;

test.for(['popup', 'sidepanel', 'manage'])(
  '%s.html out of sight is drawn all the same, and asks the server',
  async (name) => {
    const { browser, admin } = world;
    await createKey(world, admin, { name: `Made before ${name}` });
    const page = closing(await browser.context.newPage());
    await page.addInitScript(OUT_OF_SIGHT);
    await page.goto(`chrome-extension://${browser.extensionId}/${name}.html`);
    await new Popup(page).row(`Made before ${name}`).waitFor();
  },
);
