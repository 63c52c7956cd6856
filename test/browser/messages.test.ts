/** Nobody but the extension's own pages is heard by the background. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import { keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let site: Recorder;
let page: Page;
let secret: string;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startRecorder()]);
  ({ secret } = await keyInBrowser(world.desk, { name: 'Nightly report' }));
  await world.desk.allow('page.test');
  page = await world.browser.context.newPage();
  await page.goto(site.at('page.test'));
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

const MESSAGE = JSON.stringify({ name: 'session.state' });

/** What an expression gives as a content script of the extension in the page. */
async function asContentScript(expression: string): Promise<unknown> {
  const tabId = await world.browser.tabId(page);
  const [frame] = await world.desk.evaluate<{ result: unknown }[]>(
    `chrome.scripting.executeScript({
      target: { tabId: ${tabId} },
      func: async () => {
        try {
          return { value: await ${expression} };
        } catch (error) {
          return { error: String(error) };
        }
      },
    })`,
  );
  return frame?.result;
}

test('its own pages are', async () => {
  expect(await world.desk.ask('session.state')).toMatchObject({ stage: 'signed-in' });
});

test('a web page has no way to send it a message', async () => {
  const answer = await page.evaluate(
    `(async () => {
      try {
        return await chrome.runtime.sendMessage('${world.browser.extensionId}', ${MESSAGE});
      } catch (error) {
        return String(error);
      }
    })()`,
  );
  expect(answer).toMatch(/^TypeError/);
});

test('a content script is not answered, though it carries the extension’s own id', async () => {
  expect(await asContentScript('chrome.runtime.id')).toEqual({ value: world.browser.extensionId });
  const answer = await asContentScript(`chrome.runtime.sendMessage(${MESSAGE})`);
  expect(JSON.stringify(answer)).not.toContain('signed-in');
  expect(answer).not.toHaveProperty('value.ok');
});

test('a content script cannot end what is set, nor make a key', async () => {
  const before = await world.desk.kept();
  const messages = [
    { name: 'session.sign-out' },
    {
      name: 'keys.create',
      takes: { name: 'Sneaked in', scopes: ['tasks:read'], expiry: { kind: 'never' } },
    },
  ];
  for (const message of messages) {
    await asContentScript(`chrome.runtime.sendMessage(${JSON.stringify(message)})`);
  }
  expect(await world.desk.kept()).toBe(before);
});

test('a content script cannot read the memory in which the secrets are', async () => {
  const answer = await asContentScript('chrome.storage.session.get()');
  expect(answer).toHaveProperty('error');
  const onDisk = JSON.stringify(await asContentScript('chrome.storage.local.get()'));
  expect(onDisk).not.toContain(secret);
  expect(onDisk).not.toContain('kts_');
});

test('a web page cannot show the popup inside itself', async () => {
  const url = `chrome-extension://${world.browser.extensionId}/popup.html`;
  const shown = await page.evaluate(async (address) => {
    const frame = document.createElement('iframe');
    frame.src = address;
    document.body.append(frame);
    await new Promise((resolve) => frame.addEventListener('load', resolve));
    return fetch(address).then(
      () => 'fetched',
      () => 'refused',
    );
  }, url);
  expect(shown).toBe('refused');
  expect(page.frames().map((frame) => frame.url())).not.toContain(url);
});
