/** What stands around a page: its own service worker, and documents that are found without being named. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { ordersDocument } from '../support/api-pages/document.ts';
import { type Listening, listen } from '../support/listen.ts';
import { Popup } from '../support/popup.ts';
import { keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

const WORKER = `
  self.addEventListener('install', () => self.skipWaiting());
  self.addEventListener('activate', (event) => event.waitUntil(clients.claim()));
  self.addEventListener('fetch', (event) => {
    if (new URL(event.request.url).pathname.startsWith('/things')) event.respondWith(fetch(event.request));
  });`;

const JSON_TYPE = 'application/json';
const page = (head: string, body: string): [string, string] => [
  'text/html',
  `<!doctype html><meta charset="utf-8"><title>Docs</title>${head}<h1>Docs</h1>${body}`,
];
const document = (name: string): [string, string] => [
  JSON_TYPE,
  JSON.stringify({ ...ordersDocument('http://api.test'), info: { title: name, version: '1' } }),
];

let world: SettledWorld;
let site: Listening;
/** Catalogued; its pages say nothing of an API. */
let catalogued: Listening;
/** Its pages name their document in a header alone. */
let headed: Listening;
/** The key that came with each call of `/things…`; null where none did. */
const keysSeen = new Map<string, string | null>();

type Answer = [type: string, text: string, link?: string];

function serve(texts: Record<string, Answer>): Promise<Listening> {
  return listen(() => ({ url = '/', headers }, response) => {
    if (url.startsWith('/things')) keysSeen.set(url, headers.authorization ?? null);
    const [type, text, link] = texts[url] ?? (url.startsWith('/things') ? [JSON_TYPE, '{}'] : []);
    if (type === undefined) response.writeHead(404).end();
    else {
      if (link !== undefined) response.setHeader('Link', link);
      response.setHeader('Content-Type', type).end(text);
    }
  });
}

beforeAll(async () => {
  [world, site, catalogued, headed] = await Promise.all([
    startSettledWorld(),
    serve({
      '/': page('', "<script>navigator.serviceWorker.register('/worker.js')</script>"),
      '/worker.js': ['text/javascript', WORKER],
      '/link': page('<link rel="service-desc" href="/linked.json">', ''),
      '/anchor': page('', '<a rel="service-desc" href="/anchored.json">API</a>'),
      '/linked.json': document('Linked'),
      '/anchored.json': document('Anchored'),
    }),
    serve({
      '/': page('', ''),
      '/.well-known/api-catalog': [
        'application/linkset+json',
        JSON.stringify({ linkset: [{ 'service-desc': [{ href: '/openapi.json' }] }] }),
      ],
      '/openapi.json': document('Catalogued'),
    }),
    serve({
      '/docs/': [...page('', ''), '</style.css>; rel=preload, <api.json>; rel="SERVICE-DESC help"'],
      '/docs/api.json': document('Headed'),
      '/elsewhere': [...page('', ''), '</catalogue>; rel="api-catalog"'],
      '/catalogue': [
        'application/linkset+json',
        JSON.stringify({ linkset: [{ 'service-desc': [{ href: '/docs/api.json' }] }] }),
      ],
      '/broken': [...page('', ''), '<<>; rel'],
    }),
  ]);
  await world.desk.allow('127.0.0.1', 'page.test');
});

afterAll(async () => {
  await world?.close();
  await site?.close();
  await catalogued?.close();
  await headed?.close();
});

async function open(url: string): Promise<{ page: Page; tabId: number }> {
  const page = await world.browser.context.newPage();
  onTestFinished(() => page.close());
  await page.goto(url);
  return { page, tabId: await world.browser.tabId(page) };
}

async function openThisTab(page: Page): Promise<Popup> {
  const popup = new Popup(await world.browser.openPopup(page));
  onTestFinished(() => popup.page.close());
  await popup.openThisTab();
  return popup;
}

const SAID = 'A service worker of the site sends the page’s requests';

test('a page whose own service worker answers is detected, and it is said what that does to a key', async () => {
  // A loopback address: elsewhere a browser gives plain http no service worker.
  const { page, tabId } = await open(site.url);
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  const { key, secret } = await keyInBrowser(world.desk, { name: 'Nightly report' });
  const use = { tabId, keyId: key.id, pageOrigin: site.url, apiOrigins: [site.url] };
  await world.desk.ask('tab.use', { ...use, header: { kind: 'bearer' } });
  const call = (path: string) => page.evaluate((at) => fetch(at).then((got) => got.text()), path);

  await call('/things/by-worker');
  expect(keysSeen.get('/things/by-worker')).toBeNull();
  const popup = await openThisTab(page);
  await popup.page.getByText('Why is my key not applied?').click();
  await popup.says(SAID);

  // What the words advise: a reload that goes past the worker.
  const session = await world.browser.context.newCDPSession(page);
  const loaded = page.waitForEvent('load');
  await session.send('Page.reload', { ignoreCache: true });
  await loaded;
  await page.waitForFunction(() => navigator.serviceWorker.controller === null);
  await call('/things/past-worker');
  expect(keysSeen.get('/things/past-worker')).toBe(`Bearer ${secret}`);
  const { checks } = await world.desk.ask('tab.check', { tabId });
  expect(checks.find(({ id }) => id === 'service-worker')?.outcome).toBe('good');
});

test.for([
  ['a link in its head', '/link', 'Linked'],
  ['a link in its text', '/anchor', 'Anchored'],
])('a page that names its document by %s is understood', async ([, path, name]) => {
  const { page } = await open(`http://page.test:${site.port}${path}`);
  const popup = await openThisTab(page);
  await popup.says(String(name));
  await popup.page.getByText('2 operations, 2 permissions').waitFor();
});

test('a page that says nothing is understood by its site’s catalogue', async () => {
  const { page, tabId } = await open(`http://page.test:${catalogued.port}`);
  const { page: info } = await world.desk.ask('tab.state', { tabId });
  expect(info).toMatchObject({
    apiPage: { kind: 'linked', apiName: 'Catalogued' },
    apiOrigins: ['http://api.test', 'http://staging.test'],
  });
  const popup = await openThisTab(page);
  await popup.says('Catalogued');
  await popup.page.getByText('2 operations, 2 permissions').waitFor();
});

test.for(['/docs/', '/elsewhere'])('a Link header of %s leads to its document', async (path) => {
  const { tabId } = await open(`http://page.test:${headed.port}${path}`);
  const { page: info } = await world.desk.ask('tab.state', { tabId });
  expect(info).toMatchObject({ apiPage: { kind: 'linked', apiName: 'Headed' } });
});

test('a page whose Link header cannot be read is a page like any other', async () => {
  const { tabId } = await open(`http://page.test:${headed.port}/broken`);
  const { page: info } = await world.desk.ask('tab.state', { tabId });
  expect(info).toMatchObject({ seen: true, apiPage: null });
});
