/** What ends a key that is set on a tab, and what does not. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Reveal } from '../../extension/messages/keys.ts';
import { keyHeadersOf, type PageAndApi, startPageAndApi } from '../support/page-and-api.ts';
import { Popup } from '../support/popup.ts';
import { enter, keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let site: PageAndApi;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startPageAndApi()]);
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

beforeEach(async () => {
  await world.desk.allow('page.test', 'api.test');
  for (const page of world.browser.context.pages()) {
    if (page.url().startsWith('http:')) await page.close();
  }
  await expect.poll(() => world.desk.rules()).toEqual([]);
});

interface InUse extends Reveal {
  page: Page;
  tabId: number;
}

/** A tab of the site with a key of that name set on it. */
async function tabWithKey(name: string, reveal?: Reveal): Promise<InUse> {
  const { key, secret, copied } = reveal ?? (await keyInBrowser(world.desk, { name }));
  const page = await world.browser.context.newPage();
  await page.goto(site.pageOrigin);
  const tabId = await world.browser.tabId(page);
  await world.desk.ask('tab.use', {
    tabId,
    keyId: key.id,
    pageOrigin: site.pageOrigin,
    apiOrigins: [site.apiOrigin],
    header: { kind: 'bearer' },
  });
  expect(await sent(page)).toBe(`Bearer ${secret}`);
  return { key, secret, copied, page, tabId };
}

/** What a call to the API carries from there now. */
async function sent(page: Page): Promise<string | undefined> {
  return (await keyHeadersOf(page, site.api, site.apiOrigin)).authorization;
}

async function popupOn(page: Page): Promise<Popup> {
  return new Popup(await world.browser.openPopup(page));
}

/** Why the popup says that the tab's key ended. */
async function expectEnded(page: Page, words: string): Promise<void> {
  const popup = await popupOn(page);
  await popup.openThisTab();
  await popup.page.getByText(words).waitFor();
  expect(await popup.button('Stop').count()).toBe(0);
  await popup.page.close();
}

test('Stop ends it', async () => {
  const { page, tabId } = await tabWithKey('Stopped');
  expect(await world.desk.title(tabId)).toContain('is set on this tab');
  const popup = await popupOn(page);
  await popup.openThisTab();
  await popup.press('Stop');
  await popup.button('Use on this tab').waitFor();
  expect(await sent(page)).toBeUndefined();
  expect(await world.desk.rules()).toEqual([]);
  expect(await world.desk.title(tabId)).not.toContain('is set on this tab');
});

test('Stop in one tab leaves another tab’s key', async () => {
  const { page } = await tabWithKey('Here');
  const { page: other, secret } = await tabWithKey('There');
  const popup = await popupOn(page);
  await popup.openThisTab();
  await popup.press('Stop');
  await popup.button('Use on this tab').waitFor();
  expect(await sent(page)).toBeUndefined();
  expect(await sent(other)).toBe(`Bearer ${secret}`);
});

test('closing the tab ends it', async () => {
  const { page, secret } = await tabWithKey('Closed with its tab');
  expect(JSON.stringify(await world.desk.rules())).toContain(secret);
  await page.close();
  await expect.poll(() => world.desk.rules()).toEqual([]);
});

test('a reload keeps it', async () => {
  const { page, secret, tabId } = await tabWithKey('Reloaded');
  await page.reload();
  expect(await sent(page)).toBe(`Bearer ${secret}`);
  await expect.poll(() => world.desk.title(tabId)).toContain('is set on this tab');
});

test('another page of the same site keeps it', async () => {
  const { page, secret } = await tabWithKey('On the same site');
  await page.goto(`${site.pageOrigin}/?other`);
  expect(await sent(page)).toBe(`Bearer ${secret}`);
});

test.for([
  ['another site', () => site.pages.at('elsewhere.test')],
  ['another port of the same host', () => site.api.at('page.test')],
] as const)('going to %s ends it, and coming back does not bring it back', async ([, to]) => {
  const { page } = await tabWithKey('Left behind');
  await page.goto(to());
  await expect.poll(() => world.desk.rules()).toEqual([]);
  await page.goto(site.pageOrigin);
  expect(await sent(page)).toBeUndefined();
  await expectEnded(page, 'Left behind is no longer set: the tab left the site');
});

test('revoking in the popup ends it in every tab', async () => {
  const first = await tabWithKey('Revoked here');
  const second = await tabWithKey('Revoked here', first);
  const popup = await popupOn(first.page);
  await popup.revoke('Revoked here');
  expect(await sent(first.page)).toBeUndefined();
  expect(await sent(second.page)).toBeUndefined();
  expect(await world.desk.rules()).toEqual([]);
  expect(await world.desk.kept()).not.toContain(first.secret);
});

test('revoked elsewhere, it ends as soon as the list is fetched, and the screen says why', async () => {
  const { page, key, secret, tabId } = await tabWithKey('Revoked elsewhere');
  const { token, orgId } = world.admin;
  const { status } = await world.request('POST', `/v1/orgs/${orgId}/keys/${key.id}/revoke`, {
    token,
    body: {},
  });
  expect(status).toBe(200);
  const popup = await popupOn(page);
  await popup.row('Revoked elsewhere').waitFor({ state: 'detached' });
  await expect.poll(() => world.desk.rules()).toEqual([]);
  expect(await sent(page)).toBeUndefined();
  await expect.poll(() => world.desk.title(tabId)).not.toContain('is set on this tab');
  expect(await world.desk.kept()).not.toContain(secret);
  await expectEnded(page, 'Revoked elsewhere is no longer set: the key stopped working');
});

test.for(['page.test', 'api.test'])(
  'the permission for %s taken away in the browser’s settings ends it',
  async (host) => {
    const { page, tabId } = await tabWithKey('Not allowed any more');
    await world.browser.removeHost(`http://${host}/*`);
    await expect.poll(() => world.desk.rules()).toEqual([]);
    expect(await sent(page)).toBeUndefined();
    await expect.poll(() => world.desk.title(tabId)).not.toContain('is set on this tab');
    // Seen again by the page's permission, or by a press on the toolbar button.
    await (await world.browser.triggerAction(page)).close();
    await expectEnded(
      page,
      'Not allowed any more is no longer set: the browser’s permission for the site was removed',
    );
  },
);

test('signing out ends it and forgets the secrets', async () => {
  const { page, secret, tabId } = await tabWithKey('Signed out');
  expect(await world.desk.kept()).toContain(secret);
  const popup = await popupOn(page);
  await popup.signOut();
  expect(await sent(page)).toBeUndefined();
  expect(await world.desk.rules()).toEqual([]);
  expect(await world.desk.title(tabId)).not.toContain('is set on this tab');
  const kept = await world.desk.kept();
  expect(kept).not.toContain(secret);
  expect(kept).not.toContain('kts_');
  await enter(world, world.desk, world.admin);
  expect(await sent(page)).toBeUndefined();
});

test('the background’s sleep keeps it, and Stop still ends it', async () => {
  const { page, secret } = await tabWithKey('Slept over');
  await world.browser.killServiceWorker();
  expect(await sent(page)).toBe(`Bearer ${secret}`);
  const popup = await popupOn(page);
  await popup.openThisTab();
  await popup.press('Stop');
  await popup.button('Use on this tab').waitFor();
  expect(await sent(page)).toBeUndefined();
  expect(await world.desk.rules()).toEqual([]);
});

test('leaving the site while the background sleeps ends it', async () => {
  const { page } = await tabWithKey('Left asleep');
  await world.browser.killServiceWorker();
  await page.goto(site.pages.at('elsewhere.test'));
  await expect.poll(() => world.desk.rules()).toEqual([]);
});
