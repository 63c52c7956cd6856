/** Keys for one tab only: each ends on the real server with what held it. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import { keyHeadersOf, type PageAndApi, startPageAndApi } from '../support/page-and-api.ts';
import { Popup } from '../support/popup.ts';
import { tcpProxy } from '../support/tcp-proxy.ts';
import { enter, keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

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

interface Made {
  page: Page;
  tabId: number;
  keyId: string;
}

/** A tab of the site with a key of its own. */
async function tabWithOwnKey(name: string): Promise<Made> {
  const page = await world.browser.context.newPage();
  await page.goto(site.pageOrigin);
  const tabId = await world.browser.tabId(page);
  const { use } = await world.desk.ask('tab-key.make', {
    name,
    scopes: ['tasks:read'],
    use: {
      tabId,
      pageOrigin: site.pageOrigin,
      apiOrigins: [site.apiOrigin],
      header: { kind: 'bearer' },
    },
  });
  if (!use) throw new Error('no key is set');
  expect(await sent(page)).toMatch(/^Bearer kt_/);
  return { page, tabId, keyId: use.keyId };
}

async function sent(page: Page): Promise<string | undefined> {
  return (await keyHeadersOf(page, site.api, site.apiOrigin)).authorization;
}

async function onServer(keyId: string): Promise<Key> {
  const { token, orgId } = world.admin;
  return (await world.request<Key>('GET', `/v1/orgs/${orgId}/keys/${keyId}`, { token })).body;
}

async function expectRevoked(keyId: string): Promise<void> {
  await expect.poll(async () => (await onServer(keyId)).status).toBe('revoked');
  await expect.poll(() => world.desk.onDisk()).not.toContain(keyId);
}

test('is made in the popup, with one press', async () => {
  const page = await world.browser.context.newPage();
  onTestFinished(() => page.close());
  await page.goto(site.pageOrigin);
  const popup = new Popup(await world.browser.openPopup(page));
  onTestFinished(() => popup.page.close());
  await popup.openThisTab();
  await popup.press('Key for this tab only');
  await popup.permission('View tasks').check();
  await popup.press('Make and use');
  await popup.says('It is for this tab only');
  expect(await sent(page)).toMatch(/^Bearer kt_/);
  const [{ keyId }] = Object.values(
    (
      await world.desk.evaluate<{ tabUses: { value: Record<string, { keyId: string }> } }>(
        "chrome.storage.session.get('tabUses')",
      )
    ).tabUses.value,
  ) as [{ keyId: string }];
  const key = await onServer(keyId);
  expect(Date.parse(key.expiresAt ?? '') - Date.parse(key.createdAt)).toBe(3_600_000);
  expect(await popup.page.content()).not.toContain('kt_');
  await popup.press('Stop');
  await expectRevoked(keyId);
  expect(await sent(page)).toBeUndefined();
});

const ENDS: [string, (made: Made) => Promise<unknown>][] = [
  ['the tab closes', ({ page }) => page.close()],
  ['it is stopped', ({ tabId }) => world.desk.ask('tab.stop', { tabId })],
  ['the tab leaves the site', ({ page }) => page.goto(site.pages.at('elsewhere.test'))],
  [
    'another key takes its place',
    async ({ tabId }) => {
      const { key } = await keyInBrowser(world.desk, { name: 'Another' });
      await world.desk.ask('tab.use', {
        tabId,
        keyId: key.id,
        pageOrigin: site.pageOrigin,
        apiOrigins: [site.apiOrigin],
        header: { kind: 'bearer' },
      });
    },
  ],
  [
    'the tab closes while the worker sleeps',
    async ({ page }) => {
      await world.browser.killServiceWorker();
      await page.close();
    },
  ],
  [
    'the worker dies as the tab closes',
    async ({ page }) => {
      await page.close();
      await world.browser.killServiceWorker().catch(() => undefined);
      await world.browser.worker();
    },
  ],
  [
    'the vault locks',
    async ({ tabId }) => {
      await world.desk.ask('vault.set-up', { passphrase: 'four plain words here' });
      onTestFinished(async () => {
        await world.desk.ask('vault.reset');
      });
      await world.desk.ask('vault.lock');
      const { ended } = await world.desk.ask('tab.state', { tabId });
      expect(ended?.why).toBe('locked');
    },
  ],
  [
    'the person signs out',
    async () => {
      await world.desk.ask('session.sign-out');
      onTestFinished(() => enter(world, world.desk, world.admin));
    },
  ],
];

test.for(ENDS)('is revoked on the server when %s', async ([why, end]) => {
  const made = await tabWithOwnKey(why);
  onTestFinished(async () => {
    if (!made.page.isClosed()) await made.page.close();
  });
  await end(made);
  await expectRevoked(made.keyId);
});

test('is off at once while the server is away, and revoked when it is back and the worker starts', async () => {
  const { page, tabId, keyId } = await tabWithOwnKey('Away');
  onTestFinished(() => page.close());
  await world.stop();
  await world.desk.ask('tab.stop', { tabId });
  expect(await sent(page)).toBeUndefined();
  expect(await world.desk.onDisk()).toContain(keyId);
  await world.restart();
  expect((await onServer(keyId)).status).toBe('active');
  await world.browser.killServiceWorker();
  await world.browser.worker();
  await expectRevoked(keyId);
});

test('is found and revoked where only the server’s answer to its making was lost', async () => {
  const proxy = await tcpProxy(world.address);
  onTestFinished(() => proxy.close());
  await enter({ address: proxy.through(world.address) }, world.desk, world.admin);
  onTestFinished(() => enter(world, world.desk, world.admin));
  proxy.onRequest((text) => (/^POST \S+\/keys /.test(text) ? 'cut-after' : undefined));
  await expect(tabWithOwnKey('Lost answer')).rejects.toThrow('no-answer');
  proxy.onRequest(undefined);
  await world.browser.killServiceWorker();
  await world.browser.worker();
  const { token, orgId } = world.admin;
  const list = async () => {
    const path = `/v1/orgs/${orgId}/keys?q=Lost%20answer&status=any`;
    return (await world.request<{ items: Key[] }>('GET', path, { token })).body.items;
  };
  // Chromium sends a request again by itself when the connection breaks: two keys were made.
  expect((await list()).length).toBeGreaterThan(0);
  await expect
    .poll(async () => (await list()).every(({ status }) => status === 'revoked'))
    .toBe(true);
});

test('two tabs have two keys, and one outlives the other', async () => {
  const first = await tabWithOwnKey('First');
  const second = await tabWithOwnKey('Second');
  onTestFinished(() => second.page.close());
  expect(first.keyId).not.toBe(second.keyId);
  await first.page.close();
  await expectRevoked(first.keyId);
  expect((await onServer(second.keyId)).status).toBe('active');
  expect(await sent(second.page)).toMatch(/^Bearer kt_/);
});

test('the last key of a site is set again there, and on no other origin', async () => {
  const { key, secret } = await keyInBrowser(world.desk, { name: 'Last used' });
  const page = await world.browser.context.newPage();
  onTestFinished(() => page.close());
  await page.goto(site.pageOrigin);
  const tabId = await world.browser.tabId(page);
  await world.desk.ask('tab.use', {
    tabId,
    keyId: key.id,
    pageOrigin: site.pageOrigin,
    apiOrigins: [site.apiOrigin],
    header: { kind: 'api-key', name: 'X-Things-Key' },
  });
  await world.desk.ask('tab.stop', { tabId });
  await world.desk.ask('tab.use-last', { tabId });
  expect((await keyHeadersOf(page, site.api, site.apiOrigin)).thingsKey).toBe(secret);
  // The same host by another port.
  await page.goto(site.api.at('page.test'));
  await expect(world.desk.ask('tab.use-last', { tabId })).rejects.toThrow('nothing-used-here');
});

test('the check finds what is wrong', async () => {
  const { page, tabId } = await tabWithOwnKey('Checked');
  onTestFinished(() => page.close());
  const failing = async () => {
    const { checks } = await world.desk.ask('tab.check', { tabId });
    return checks.filter(({ outcome }) => outcome === 'bad').map(({ id }) => id);
  };
  expect(await failing()).toEqual([]);
  await world.desk.evaluate(
    'chrome.declarativeNetRequest.getSessionRules().then((rules) => chrome.declarativeNetRequest.updateSessionRules({ removeRuleIds: rules.map(({ id }) => id) }))',
  );
  expect(await failing()).toEqual(['rule-present']);
  await world.desk.ask('tab.stop', { tabId });
  expect(await failing()).toEqual(['key-set']);
});
