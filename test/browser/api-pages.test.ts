/** What Keyturn understands of real API pages, served from their npm packages. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import type { PageInfo } from '../../extension/messages/page.ts';
import { serveApiPages } from '../support/api-pages/serve.ts';
import type { Listening } from '../support/listen.ts';
import { received } from '../support/page-and-api.ts';
import { Popup } from '../support/popup.ts';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import { keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let api: Recorder;
let site: Listening;

beforeAll(async () => {
  [world, api] = await Promise.all([startSettledWorld(), startRecorder()]);
  site = await serveApiPages(api.at('api.test'));
  await world.desk.allow('page.test', 'api.test');
});

afterAll(async () => {
  await world?.close();
  await site?.close();
  await api?.close();
});

const pageOrigin = () => `http://page.test:${site.port}`;
const apiOrigin = () => api.at('api.test');

async function open(path: string, sign: string): Promise<{ page: Page; tabId: number }> {
  const page = await world.browser.context.newPage();
  onTestFinished(() => page.close());
  // Some of these packages ask for fonts and more elsewhere: nothing of it is answered.
  await page.route(
    (url) => !url.hostname.endsWith('.test'),
    (route) => route.abort(),
  );
  await page.goto(`${pageOrigin()}${path}`);
  await page.getByText(sign).first().waitFor({ state: 'attached' });
  return { page, tabId: await world.browser.tabId(page) };
}

async function seen(tabId: number): Promise<Extract<PageInfo, { seen: true }>> {
  const { page } = await world.desk.ask('tab.state', { tabId });
  if (!page.seen) throw new Error('the page is not seen');
  return page;
}

/** Each page by its path, with a text that it shows once it has read the document. */
const PAGES = [
  ['swagger-ui', 'List orders'],
  ['scalar', 'List orders'],
  ['rapidoc', 'List orders'],
  ['redoc', 'List orders'],
  ['stoplight', 'List orders'],
  ['linked', 'Docs'],
] as const;

describe.each(PAGES)('%s', (kind, sign) => {
  test('is named, with its servers, headers and scopes', async () => {
    const { tabId } = await open(`/${kind}`, sign);
    const page = await seen(tabId);
    expect(page.apiPage).toMatchObject({ kind, apiName: 'Orders' });
    expect(page.apiOrigins).toEqual([apiOrigin(), 'http://staging.test']);
    expect(page.headers).toEqual([{ kind: 'api-key', name: 'X-Orders-Key' }, { kind: 'bearer' }]);
    const byId = page.apiPage?.schemes.map(({ id, header, fillable }) => [id, header, fillable]);
    expect(byId?.sort()).toEqual([
      ['cookie', null, false],
      ['header', { kind: 'api-key', name: 'X-Orders-Key' }, true],
      ['token', { kind: 'bearer' }, true],
    ]);
    const operations = page.apiPage?.operations.map(({ method, path, summary, scopes }) => [
      `${method} ${path}`,
      summary,
      scopes,
    ]);
    expect(operations?.sort()).toEqual([
      ['GET /orders', 'List orders', ['tasks:read']],
      ['POST /orders', 'Place an order', ['tasks:create']],
    ]);
  });
});

test('with no key here, the screen names servers and schemes, and a key for the tab goes as chosen', async () => {
  const { page } = await open('/swagger-ui', 'List orders');
  const popup = new Popup(await world.browser.openPopup(page));
  onTestFinished(() => popup.page.close());
  await popup.openThisTab();
  await popup.says('No key to use in this browser');
  const named = (role: 'checkbox' | 'radio' | 'listitem', within: Locator) =>
    within
      .getByRole(role)
      .evaluateAll((all) => all.map((one) => (one.closest('label') ?? one).textContent?.trim()));
  const hosts = popup.page.getByRole('group', { name: 'API hosts' });
  const header = popup.page.getByRole('group', { name: 'Header' });
  const pageApi = popup.page.getByRole('region', { name: 'This page’s API' });
  await pageApi.waitFor();
  expect(await named('checkbox', hosts)).toEqual([
    apiOrigin(),
    'http://staging.test',
    `${pageOrigin()} this page’s own`,
  ]);
  expect(await named('radio', header)).toEqual(['X-Orders-Key', 'Authorization, as Bearer']);
  expect((await named('listitem', pageApi)).sort()).toEqual([
    'Authorization, named token',
    'X-Orders-Key, named header',
    'not in a header: Keyturn cannot set it, named cookie',
  ]);

  await hosts.getByRole('checkbox', { name: apiOrigin() }).uncheck();
  await popup.says('Choose at least one host that the key goes to.');
  const make = popup.page.getByRole('button', { name: 'Key for this tab only' });
  expect(await make.getAttribute('aria-disabled')).toBe('true');
  await hosts.getByRole('checkbox', { name: 'this page’s own' }).check();
  await popup.choose({ header: 'Authorization' });
  await make.click();
  await popup.dialog
    .getByText(/^Made now and set for page\.test:\d+, as Authorization\./)
    .waitFor();
  await popup.dialog.getByRole('button', { name: 'Make and use' }).click();
  await popup.page.getByText(/is set for page\.test:\d+ on this tab, as Authorization/).waitFor();
  // What was chosen here is kept for the whole site.
  await world.desk.forgetDrafts();
});

test('GraphiQL is named, with the endpoint that it asks', async () => {
  const { tabId } = await open('/graphiql', 'Docs');
  await expect.poll(() => received(api, 'POST', '/graphql').length).toBeGreaterThan(0);
  await expect.poll(async () => (await seen(tabId)).apiOrigins).toEqual([apiOrigin()]);
  expect((await seen(tabId)).apiPage).toMatchObject({ kind: 'graphiql', apiName: 'Orders graph' });
});

test.for(['/openapi.json', '/openapi.yaml', '/catalogue'])(
  'any page is understood by what the person names: %s',
  async (path) => {
    const { tabId } = await open('/plain', 'Docs');
    expect((await seen(tabId)).apiPage).toBeNull();
    const { page } = await world.desk.ask('tab.document', { tabId, url: path });
    expect(page).toMatchObject({ apiPage: { kind: 'given', apiName: 'Orders' } });
    await world.desk.ask('tab.document', { tabId, url: null });
    expect((await seen(tabId)).apiPage).toBeNull();
  },
);

test('an address without a document is said to be none', async () => {
  const { tabId } = await open('/plain', 'Docs');
  const read = world.desk.ask('tab.document', { tabId, url: '/plain' });
  await expect(read).rejects.toThrow('no-api-document');
});

/** A script of the page, with a header of its own that makes the browser ask first. */
async function fetchOrders(page: Page): Promise<void> {
  const send = (url: string) => fetch(url, { headers: { 'X-Page': 'own' } }).then(() => undefined);
  // A URL of its own: the browser remembers preflights for a few seconds.
  await page.evaluate(send, `${apiOrigin()}/orders${new URL(page.url()).pathname}`);
}

/** How a page is made to send a request, and how many preflights that takes. */
const SENDERS: [kind: string, preflights: number, send: (page: Page) => Promise<void>][] = [
  [
    'swagger-ui',
    0,
    async (page) => {
      await page.locator('.opblock-get .opblock-summary-control').click();
      await page.getByRole('button', { name: 'Try it out' }).click();
      await page.getByRole('button', { name: 'Execute' }).click();
    },
  ],
  ['scalar', 1, fetchOrders],
  ['rapidoc', 1, fetchOrders],
];

test.for(SENDERS)(
  '%s: the key is on the call and not on the preflight',
  async ([kind, count, sendOne]) => {
    const { page, tabId } = await open(`/${kind}`, 'List orders');
    const { key, secret } = await keyInBrowser(world.desk, { name: `On ${kind}` });
    const { headers, apiOrigins } = await seen(tabId);
    await world.desk.ask('tab.use', {
      tabId,
      keyId: key.id,
      pageOrigin: pageOrigin(),
      apiOrigins: apiOrigins.slice(0, 1),
      header: headers[0] ?? { kind: 'bearer' },
    });
    const before = api.requests.length;
    // Where Playwright routes, it answers preflights itself.
    await page.unrouteAll();
    await sendOne(page);
    const fresh = () => api.requests.slice(before);
    await expect.poll(() => fresh().filter(({ method }) => method === 'GET').length).toBe(1);
    const call = fresh().find(({ method }) => method === 'GET');
    expect(call).toMatchObject({
      path: expect.stringMatching(/^\/orders/),
      headers: { 'x-orders-key': secret },
    });
    const preflights = fresh().filter(({ method }) => method === 'OPTIONS');
    expect(preflights).toHaveLength(count);
    expect(JSON.stringify(preflights)).not.toContain(secret);
    expect(await page.content()).not.toContain(secret);
  },
);

/** What the page holds once its own form was filled, as its own next request shows. */
const FORMS: [string, string, (page: Page) => Promise<string>][] = [
  [
    'swagger-ui',
    'List orders',
    (page) =>
      page.evaluate(() => JSON.stringify(Reflect.get(window, 'ui').authSelectors.authorized())),
  ],
  [
    'scalar',
    'List orders',
    (page) =>
      page.evaluate(() => JSON.stringify(Reflect.get(window, 'dataDumpWorkspace')().auth.export())),
  ],
  [
    'rapidoc',
    'List orders',
    (page) =>
      page.evaluate(() => {
        const element = document.querySelector('rapi-doc');
        return JSON.stringify(element && Reflect.get(element, 'resolvedSpec').securitySchemes);
      }),
  ],
  ['stoplight', 'List orders', (page) => page.evaluate(() => JSON.stringify({ ...localStorage }))],
];

test.for(FORMS)(
  '%s: its own form is filled when asked, and only then',
  async ([kind, sign, held]) => {
    const { page, tabId } = await open(`/${kind}`, sign);
    const { key, secret } = await keyInBrowser(world.desk, { name: `Given to ${kind}` });
    expect(await held(page)).not.toContain(secret);
    for (const schemeId of ['header', 'token']) {
      await world.desk.ask('tab.fill', {
        tabId,
        pageOrigin: pageOrigin(),
        keyId: key.id,
        schemeId,
      });
      await page.getByText(sign).first().waitFor({ state: 'attached' });
    }
    expect((await held(page)).split(secret).length - 1).toBeGreaterThanOrEqual(2);
    const other = world.desk.ask('tab.fill', {
      tabId,
      pageOrigin: pageOrigin(),
      keyId: key.id,
      schemeId: 'cookie',
    });
    await expect(other).rejects.toThrow('form-not-filled');
  },
);

test('a new key for the page has its name, its scopes and an end in a week, and can be used', async () => {
  const { page } = await open('/rapidoc', 'List orders');
  const popup = new Popup(await world.browser.openPopup(page));
  onTestFinished(() => popup.page.close());
  await popup.openThisTab();
  await popup.page.getByText('2 operations, 2 permissions').click();
  await popup.page.getByRole('checkbox', { name: /POST \/orders/ }).uncheck();
  await popup.press('New key for this page');
  await popup.heading('Create a key').waitFor();
  expect(await popup.field('Name').inputValue()).toBe(`Orders on ${new URL(apiOrigin()).host}`);
  await popup.permission('View tasks').waitFor();
  expect(await popup.permission('View tasks').isChecked()).toBe(true);
  expect(await popup.permission('Create tasks').isChecked()).toBe(false);
  await popup.press('Create key');
  const secret = await popup.secretShown();
  await popup.press('Use on this tab');
  await popup.page.getByText('is set for').waitFor();
  await page.evaluate((url) => fetch(url), `${apiOrigin()}/new-key`);
  expect(received(api, 'GET', '/new-key')[0]?.headers['x-orders-key']).toBe(secret);
  const { items } = (
    await world.request<{ items: { name: string; scopes: string[]; expiresAt: string }[] }>(
      'GET',
      `/v1/orgs/${world.admin.orgId}/keys`,
      { token: world.admin.token },
    )
  ).body;
  const made = items.find(({ name }) => name.startsWith('Orders on'));
  expect(made?.scopes).toEqual(['tasks:read']);
  const days = (Date.parse(made?.expiresAt ?? '') - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6);
  expect(days).toBeLessThan(8.1);
});
