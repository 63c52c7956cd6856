/** Where a key set on a tab goes, and where it does not. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  keyHeadersOf,
  type PageAndApi,
  received,
  startPageAndApi,
} from '../support/page-and-api.ts';
import {
  keyInBrowser,
  openPopupOn,
  type SettledWorld,
  startSettledWorld,
} from '../support/world.ts';

let world: SettledWorld;
let site: PageAndApi;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startPageAndApi()]);
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

async function openSite(): Promise<Page> {
  const page = await world.browser.context.newPage();
  await page.goto(site.pageOrigin);
  return page;
}

/** A new key, set on the page's tab through the popup. */
async function setKey(page: Page, name: string, header = 'Authorization'): Promise<string> {
  const { secret } = await keyInBrowser(world.desk, { name });
  const popup = await openPopupOn(world, page, site.apiOrigin);
  await popup.openThisTab();
  await popup.choose({ key: name, header });
  await popup.press('Use on this tab');
  await popup.button('Stop').waitFor();
  await popup.page.close();
  return secret;
}

describe('set as Authorization', () => {
  let page: Page;
  let secret: string;

  beforeAll(async () => {
    page = await openSite();
    secret = await setKey(page, 'As bearer');
  });

  test('reaches the API with the call, not with the preflight', async () => {
    const { path, authorization } = await keyHeadersOf(page, site.api, site.apiOrigin);
    expect(authorization).toBe(`Bearer ${secret}`);

    const [preflight, ...more] = received(site.api, 'OPTIONS', path);
    expect(more).toEqual([]);
    expect(preflight?.headers).toMatchObject({
      origin: site.pageOrigin,
      'access-control-request-headers': 'x-page',
    });
    expect(JSON.stringify(preflight)).not.toContain(secret);
  });

  test('another tab with the same page sends nothing', async () => {
    const other = await openSite();
    const { authorization } = await keyHeadersOf(other, site.api, site.apiOrigin);
    expect(authorization).toBeUndefined();
  });

  test('a tab that the page opens sends nothing', async () => {
    const opened = page.waitForEvent('popup');
    await page.evaluate((url) => void window.open(url), site.pageOrigin);
    const { authorization } = await keyHeadersOf(await opened, site.api, site.apiOrigin);
    expect(authorization).toBeUndefined();
  });

  test.for([
    ['another host', () => site.api.at('evil.test')],
    ['a host below the API’s', () => site.api.at('www.api.test')],
    ['a host that ends like the API’s', () => site.api.at('xapi.test')],
    ['another port of the API’s host', () => site.pages.at('api.test')],
    ['the page’s own host', () => site.pageOrigin],
  ] as const)('%s gets nothing', async ([, originOf]) => {
    const origin = originOf();
    // Even with the browser's permission for it.
    await world.desk.allow(new URL(origin).hostname);
    const recorder = origin.endsWith(`:${site.api.port}`) ? site.api : site.pages;
    const { authorization } = await keyHeadersOf(page, recorder, origin);
    expect(authorization).toBeUndefined();
  });

  test('a frame of another site in that tab sends nothing', async () => {
    const framing = await openSite();
    await setKey(framing, 'Beside a frame');
    await framing.evaluate((url) => {
      const frame = document.createElement('iframe');
      frame.src = url;
      document.body.append(frame);
      return new Promise((resolve) => frame.addEventListener('load', resolve));
    }, site.pages.at('evil.test'));
    await world.desk.allow('evil.test');
    const frame = framing.frames()[1];
    const path = '/from-a-frame';
    await frame?.evaluate(async (url) => {
      await fetch(url);
    }, `${site.apiOrigin}${path}`);
    const [call] = received(site.api, 'GET', path);
    expect(call?.headers).toMatchObject({ origin: site.pages.at('evil.test') });
    expect(call?.headers.authorization).toBeUndefined();
  });

  test('is in nothing that the page can read', async () => {
    const seen = await whatThePageSees(page, `${site.apiOrigin}/looked-at`);
    expect(received(site.api, 'GET', '/looked-at?fetch')[0]?.headers.authorization).toContain(
      secret,
    );
    expect(received(site.api, 'GET', '/looked-at?xhr')[0]?.headers.authorization).toContain(secret);
    // What the page puts there itself shows that the look reaches everywhere.
    for (const place of PLACES) expect(seen).toContain(`own-${place}`);
    expect(seen).toContain('/looked-at?xhr');
    expect(seen).not.toContain(secret);
    expect(seen).not.toContain(secret.slice(3));
  });
});

test('set as the header that the document names', async () => {
  const page = await openSite();
  const secret = await setKey(page, 'As its own header', 'X-Things-Key');
  const { path, thingsKey, authorization } = await keyHeadersOf(page, site.api, site.apiOrigin);
  expect(thingsKey).toBe(secret);
  expect(authorization).toBeUndefined();
  const [preflight] = received(site.api, 'OPTIONS', path);
  expect(preflight?.headers['access-control-request-headers']).toBe('x-page');
  expect(JSON.stringify(preflight)).not.toContain(secret);
  expect(await whatThePageSees(page, `${site.apiOrigin}/own-header`)).not.toContain(secret);
});

const PLACES = ['dom', 'local', 'session', 'cookie', 'window', 'request', 'name', 'history'];

/** Calls the URL twice, and gives as one text all that the page's script can read afterwards. */
async function whatThePageSees(page: Page, url: string): Promise<string> {
  return page.evaluate(async (address) => {
    document.body.dataset.own = 'own-dom';
    localStorage.setItem('own', 'own-local');
    sessionStorage.setItem('own', 'own-session');
    // biome-ignore lint/suspicious/noDocumentCookie: the page's plain way, without a secure context
    document.cookie = 'own=own-cookie';
    window.name = 'own-name';
    Object.assign(window, { nested: { own: ['own-window'] } });
    history.replaceState({ own: 'own-history' }, '');

    const request = new Request(`${address}?fetch`, { headers: { 'X-Page': 'own-request' } });
    const response = await fetch(request);
    const bodies = [await response.text()];
    const xhr = new XMLHttpRequest();
    await new Promise((resolve) => {
      xhr.onloadend = resolve;
      xhr.open('GET', `${address}?xhr`);
      xhr.setRequestHeader('X-Page', 'own-request');
      xhr.send();
    });
    bodies.push(xhr.responseText);

    const seen = new Set<unknown>();
    const texts: string[] = [];
    const look = (value: unknown, depth: number): void => {
      if (typeof value === 'string') texts.push(value);
      const isDeep = typeof value === 'object' && value !== null && depth > 0;
      if (!isDeep || seen.has(value)) return;
      seen.add(value);
      for (const name of Reflect.ownKeys(value)) {
        texts.push(String(name));
        try {
          look(Reflect.get(value, name), depth - 1);
        } catch {
          // Some getters of the browser's objects throw; they give the page nothing.
        }
      }
    };
    look(window, 4);
    look({ ...localStorage }, 1);
    look({ ...sessionStorage }, 1);
    look(history.state, 3);
    return JSON.stringify([
      texts,
      bodies,
      [...request.headers],
      [...response.headers],
      xhr.getAllResponseHeaders(),
      document.cookie,
      document.documentElement.outerHTML,
      performance.getEntries(),
      await navigator.serviceWorker?.getRegistrations(),
    ]);
  }, url);
}
