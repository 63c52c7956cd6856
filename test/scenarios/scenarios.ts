/** The scenario list: what must be so in every browser, written once. */
import { expect } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import { serveApiPages } from '../support/api-pages/serve.ts';
import { createKey as giveKey } from '../support/keys.ts';
import { received, startPageAndApi } from '../support/page-and-api.ts';
import { invite, setApiAccess } from '../support/people.ts';
import { startRecorder } from '../support/recorder.ts';
import {
  type RealServer,
  settle,
  signInOver,
  startRealServer,
  startTasksApi,
} from '../support/world.ts';
import type { Driver, WebPage } from './driver.ts';
import {
  createKey,
  leaveReveal,
  revoke,
  secretShown,
  setUp,
  signIn,
  signOut,
  stop,
} from './steps.ts';

interface Given {
  driver: Driver;
  server: RealServer;
  /** Closes it when the scenario has ended. */
  closing<T extends { close(): Promise<void> }>(thing: T): T;
}

const PASSPHRASE = 'four plain words here';

type Scenario = (given: Given) => Promise<void>;

export const SCENARIOS: Record<string, Scenario> = {
  'from first run to a key that answers 200 and 403, stopped, 401, and revoked while set, 401':
    mainJob,
  'only the tab that it is set on sends the key, to its API alone, and never in a preflight':
    whereItGoes,
  'a popup that closes loses nothing: neither what was typed nor a secret that nobody saw':
    popupClosed,
  'signing out takes the key off the tab and forgets every secret': signedOut,
  'API access turned off suspends a member’s key, and the popup says so': accessOff,
  'the background ends and starts anew, and all is as it was': backgroundEnded,
  'a vault opens with its passphrase and no other, and stays as it is when the background ends':
    vaultKept,
  'an API page is understood: a new key for it has its name, its permissions and its header':
    keyForPage,
  'a key for this tab only is made from its page, and revoked on the server when it is stopped or the tab closes':
    tabKey,
  'an admin clears a member’s keys in the full tab after a question that names the member and the count':
    keysCleared,
  'the panel beside the page says what is with the tab in front': panelFollows,
  'a copied key is on the clipboard in the form asked for, until its time has come': copied,
};

/** Runs one with a fresh server, and an extension that knows nothing. */
export async function play(name: string, driver: Driver): Promise<void> {
  const open: { close(): Promise<void> }[] = [];
  const closing: Given['closing'] = (thing) => {
    open.unshift(thing);
    return thing;
  };
  try {
    await driver.ask('session.disconnect');
    await driver.ask('vault.reset');
    await driver.forgetDrafts();
    const server = closing(await startRealServer());
    await SCENARIOS[name]?.({ driver, server, closing });
  } finally {
    for (const thing of open) await thing.close();
  }
}

async function mainJob({ driver, server, closing }: Given): Promise<void> {
  const first = await driver.openPopup();
  await setUp(first, server.address, server.setupCode ?? '');
  await first.close();

  const admin = await signInOver(server.request, 'ada@northwind.test');
  const api = closing(await startTasksApi(server, admin));
  const page = closing(await driver.openPage(api.url));
  const read = () => page.call(`${api.url}/tasks`);
  expect(await read()).toBe(401);

  const popup = closing(await driver.openPopup(page));
  const secret = await createKey(popup, 'Nightly report', 'View tasks');
  await popup.press('This tab');
  await popup.says(`Swagger UI page at ${api.url}`);
  await driver.setOnThisTab(popup, ['127.0.0.1']);
  await popup.says(`Nightly report is set for ${new URL(api.url).host} on this tab`);
  expect(await read()).toBe(200);
  await popup.says('GET /tasks');
  expect(await page.call(`${api.url}/tasks/task_1`, 'DELETE')).toBe(403);
  await popup.says('DELETE /tasks/task_1');
  await popup.says('needs tasks:delete; this key has tasks:read');
  expect(await page.content()).not.toContain(secret);

  await stop(popup);
  expect(await read()).toBe(401);
  expect(await driver.rules()).toBe(0);

  await driver.setOnThisTab(popup, ['127.0.0.1']);
  expect(await read()).toBe(200);
  await revoke(popup, 'Nightly report');
  expect(await read()).toBe(401);
  expect(await driver.rules()).toBe(0);
  expect(await driver.kept()).not.toContain(secret);
}

async function whereItGoes(given: Given): Promise<void> {
  const { driver, closing } = given;
  const site = closing(await startPageAndApi());
  const { page, secret } = await keySetOn(given, site.pageOrigin);
  const other = closing(await driver.openPage(site.pageOrigin));
  const own = { 'x-page': 'own' };

  await page.call(`${site.apiOrigin}/here`, 'GET', own);
  await other.call(`${site.apiOrigin}/there`, 'GET', own);
  await page.call(`${site.pages.at('api.test')}/other-port`, 'GET', own);
  const sent = (path: string, method = 'GET') => {
    const [call] = received(path === '/other-port' ? site.pages : site.api, method, path);
    if (!call) throw new Error(`${method} ${path} did not arrive`);
    return call.headers.authorization;
  };
  expect(sent('/here')).toBe(`Bearer ${secret}`);
  expect(sent('/here', 'OPTIONS')).toBeUndefined();
  expect(sent('/there')).toBeUndefined();
  expect(sent('/other-port')).toBeUndefined();

  await page.goto(site.pages.at('elsewhere.test'));
  await page.call(`${site.apiOrigin}/left`, 'GET', own);
  expect(sent('/left')).toBeUndefined();
  await expect.poll(() => driver.rules()).toBe(0);
}

async function popupClosed({ driver, server, closing }: Given): Promise<void> {
  let popup = await driver.openPopup();
  await setUp(popup, server.address, server.setupCode ?? '');
  await popup.press('Create key');
  await popup.fill('Name', 'Half typed');
  await popup.check('View tasks');
  await expect.poll(() => driver.kept()).toContain('"tasks:read"');
  await popup.close();

  popup = await driver.openPopup();
  await popup.waitForButton('Create key');
  expect(await popup.valueOf('Name')).toBe('Half typed');
  // Pressed before the permissions have come, it would wait for them in the popup that closes.
  await popup.says('View tasks');
  await popup.press('Create key');
  await popup.close();

  await expect.poll(() => driver.ask('reveal.get')).toMatchObject({ key: { name: 'Half typed' } });
  popup = closing(await driver.openPopup());
  const { secret } = (await driver.ask('reveal.get')) ?? {};
  expect(await secretShown(popup)).toBe(secret);
  await leaveReveal(popup);
  await popup.says('Half typed');
  await popup.press('Create key');
  expect(await popup.valueOf('Name')).toBe('');
  expect(await driver.ask('reveal.get')).toBeNull();
}

async function signedOut(given: Given): Promise<void> {
  const { driver, closing } = given;
  const site = closing(await startPageAndApi());
  const { page, secret, popup } = await keySetOn(given, site.pageOrigin);
  expect(await driver.kept()).toContain(secret);
  await signOut(popup);
  await page.call(`${site.apiOrigin}/after`);
  expect(received(site.api, 'GET', '/after')[0]?.headers.authorization).toBeUndefined();
  expect(await driver.rules()).toBe(0);
  const kept = await driver.kept();
  expect(kept).not.toContain(secret);
  expect(kept).not.toContain('kts_');
}

async function accessOff({ driver, server, closing }: Given): Promise<void> {
  const admin = await settle(server);
  await setApiAccess(server, admin, true);
  const api = closing(await startTasksApi(server, admin));
  const member = await invite(server, admin);
  const page = closing(await driver.openPage(api.url));
  const popup = closing(await driver.openPopup(page));
  await signIn(popup, server.address, member.email);
  await createKey(popup, 'Mine', 'View tasks');
  await popup.press('This tab');
  await driver.setOnThisTab(popup, ['127.0.0.1']);
  expect(await page.call(`${api.url}/tasks`)).toBe(200);

  await setApiAccess(server, admin, false);
  expect(await page.call(`${api.url}/tasks`)).toBe(401);
  await popup.says('API access is off for the key’s owner');
  await popup.close();
  const again = closing(await driver.openPopup(page));
  await again.says('API access is off');
  await expect.poll(() => driver.rules()).toBe(0);
}

async function backgroundEnded(given: Given): Promise<void> {
  const { driver, closing } = given;
  const site = closing(await startPageAndApi());
  const { page, secret, popup } = await keySetOn(given, site.pageOrigin);
  await driver.endBackground();
  await page.call(`${site.apiOrigin}/asleep`);
  expect(received(site.api, 'GET', '/asleep')[0]?.headers.authorization).toBe(`Bearer ${secret}`);
  await popup.says('GET /asleep');
  await stop(popup);
  await page.call(`${site.apiOrigin}/stopped`);
  expect(received(site.api, 'GET', '/stopped')[0]?.headers.authorization).toBeUndefined();
  await driver.endBackground();
  expect(await driver.ask('session.state')).toMatchObject({ stage: 'signed-in' });
}

async function vaultKept({ driver, server, closing }: Given): Promise<void> {
  const popup = closing(await driver.openPopup());
  await setUp(popup, server.address, server.setupCode ?? '');
  const secret = await createKey(popup, 'Kept', 'View tasks');
  const settings = closing(await driver.openFullTab('settings'));
  await settings.fill('Passphrase', PASSPHRASE);
  await settings.fill('The passphrase again', PASSPHRASE);
  await settings.press('Keep keys in a vault');
  await settings.says('The vault is open until');
  await driver.endBackground();
  expect(await driver.ask('vault.state')).toMatchObject({ stage: 'open' });

  await driver.ask('vault.lock');
  await driver.endBackground();
  expect(await driver.ask('vault.state')).toEqual({ stage: 'locked', held: 0 });
  expect(await driver.kept()).not.toContain(secret);
  await popup.press('Unlock');
  await popup.fill('Passphrase', 'not the passphrase');
  await popup.pressInDialog('Unlock');
  await popup.says('The passphrase does not open what is kept here.');
  await popup.fill('Passphrase', PASSPHRASE);
  await popup.pressInDialog('Unlock');
  await expect.poll(() => driver.kept()).toContain(secret);
}

async function keyForPage({ driver, server, closing }: Given): Promise<void> {
  const api = closing(await startRecorder());
  const pages = closing(await serveApiPages(api.at('api.test')));
  const admin = await settle(server);
  const page = closing(await driver.openPage(`http://page.test:${pages.port}/rapidoc`));
  const popup = closing(await driver.openPopup(page));
  await signIn(popup, server.address, admin.email);
  await popup.press('This tab');
  await popup.says('2 operations, 2 permissions');
  await popup.press('New key for this page');
  const { host } = new URL(api.at('api.test'));
  await popup.waitForButton('Create key');
  expect(await popup.valueOf('Name')).toBe(`Orders on ${host}`);
  await popup.press('Create key');
  const secret = await secretShown(popup);
  await leaveReveal(popup);
  await popup.press('This tab');
  await driver.setOnThisTab(popup, ['page.test', 'api.test']);
  await page.call(`${api.at('api.test')}/orders`);
  expect(received(api, 'GET', '/orders')[0]?.headers['x-orders-key']).toBe(secret);
  const { keys } = await driver.ask('keys.list', { showRevoked: false });
  expect(keys.find(({ name }) => name === `Orders on ${host}`)).toMatchObject({
    scopes: ['tasks:read', 'tasks:create'],
  });
}

async function tabKey({ driver, server, closing }: Given): Promise<void> {
  const admin = await settle(server);
  const api = closing(await startTasksApi(server, admin));
  const page = closing(await driver.openPage(api.url));
  const popup = closing(await driver.openPopup(page));
  const read = () => page.call(`${api.url}/tasks`);
  const statuses = async () => {
    const path = `/v1/orgs/${admin.orgId}/keys?owner=me&status=any`;
    const { body } = await server.request<{ items: Key[] }>('GET', path, admin);
    return body.items.map(({ status }) => status).sort();
  };
  const make = async () => {
    await popup.press('Key for this tab only');
    await popup.check('View tasks');
    await driver.setOnThisTab(popup, ['127.0.0.1'], 'Make and use');
    await popup.says('It is for this tab only');
    expect(await read()).toBe(200);
  };
  await signIn(popup, server.address, admin.email);
  await popup.press('This tab');
  await make();
  expect(await statuses()).toEqual(['active']);
  expect(await page.content()).not.toContain('kt_');
  await popup.press('Stop');
  await popup.waitForButton('Key for this tab only');
  expect(await read()).toBe(401);
  await expect.poll(statuses).toEqual(['revoked']);

  await make();
  expect(await statuses()).toEqual(['active', 'revoked']);
  await page.close();
  await expect.poll(statuses).toEqual(['revoked', 'revoked']);
  expect(await driver.rules()).toBe(0);
}

async function keysCleared({ driver, server, closing }: Given): Promise<void> {
  const admin = await settle(server);
  await setApiAccess(server, admin, true);
  const api = closing(await startTasksApi(server, admin));
  const member = await invite(server, admin);
  const { secret } = await giveKey(server, member, { name: 'Laptop' });
  await giveKey(server, member, { name: 'CI' });
  const page = closing(await driver.openPage(api.url));
  const read = () => page.call(`${api.url}/tasks`, 'GET', { authorization: `Bearer ${secret}` });
  const popup = closing(await driver.openPopup());
  await signIn(popup, server.address, admin.email);

  const tab = closing(await driver.openFullTab('members'));
  await tab.follow('Pat');
  await tab.press('Clear keys');
  await tab.says('Revoke 2 keys of Pat?');
  await tab.pressInDialog('Keep');
  expect(await read()).toBe(200);
  await tab.press('Clear keys');
  await tab.pressInDialog('Revoke all');
  await tab.says('Revoked 2 keys of Pat');
  expect(await read()).toBe(401);
}

async function panelFollows(given: Given): Promise<void> {
  const { driver, closing } = given;
  const site = closing(await startPageAndApi());
  const { page } = await keySetOn(given, site.pageOrigin);
  const panel = closing(await driver.openPanel());
  await panel.press('This tab');
  await page.front();
  await panel.says('Nightly report is set for');
  const other = closing(await driver.openPage(site.pageOrigin));
  await panel.says('Use on this tab');
  await other.goto(site.pages.at('elsewhere.test'));
  await panel.says('The browser does not show Keyturn this page');
  await page.front();
  await panel.says('Nightly report is set for');
}

async function copied({ driver, server, closing }: Given): Promise<void> {
  const popup = closing(await driver.openPopup());
  await setUp(popup, server.address, server.setupCode ?? '');
  const secret = await createKey(popup, 'Nightly report', 'View tasks');
  await popup.press('Actions for Nightly report');
  await popup.choose('Copy as');
  await popup.press('Copy as key');
  await popup.says('Keyturn clears the clipboard in 60 seconds');
  expect(await driver.clipboard()).toBe(secret);
  await popup.letClipboardTimePass();
  await expect.poll(() => driver.clipboard()).toBe('');
}

/** A page of the sample site, and a new key set on it through the popup. */
async function keySetOn({ driver, server, closing }: Given, url: string) {
  const page: WebPage = closing(await driver.openPage(url));
  const popup = closing(await driver.openPopup(page));
  await setUp(popup, server.address, server.setupCode ?? '');
  const secret = await createKey(popup, 'Nightly report', 'View tasks');
  await popup.press('This tab');
  await driver.setOnThisTab(popup, ['page.test', 'api.test']);
  return { page, popup, secret };
}
