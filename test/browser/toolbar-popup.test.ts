/** The popup as the toolbar really opens it. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { type Recorder, startRecorder } from '../support/recorder.ts';
import type { ToolbarPopup } from '../support/toolbar-popup.ts';
import { keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let site: Recorder;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startRecorder()]);
  await keyInBrowser(world.desk, { name: 'Nightly report' });
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

const shows = (text: string) => `document.body?.innerText.includes(${JSON.stringify(text)})`;

async function openOn(url: string): Promise<ToolbarPopup> {
  const page = await world.browser.context.newPage();
  await page.goto(url);
  const popup = await world.browser.triggerAction(page);
  onTestFinished(async () => {
    await popup.close();
    await page.close();
  });
  await popup.waitFor(shows('This tab'));
  return popup;
}

const PLACE = (name: string) =>
  `[...document.querySelectorAll('nav button')].find((one) => one.textContent === '${name}').click()`;

test('a press on the button shows it the page, without any host permission', async () => {
  const popup = await openOn(site.at('page.test'));
  await popup.evaluate(PLACE('This tab'));
  await popup.waitFor(shows(site.at('page.test')));
  expect(
    await popup.evaluate('chrome.permissions.getAll().then(({ origins }) => origins)'),
  ).toEqual([]);
});

test('a page of the browser takes no key, and it says so', async () => {
  const popup = await openOn('chrome://version');
  await popup.evaluate(PLACE('This tab'));
  await popup.waitFor(shows('Pages of the browser itself never take a key.'));
  expect(await popup.evaluate(shows('Use on this tab'))).toBe(false);
});

test('it is 380 pixels wide, no higher than 560, and scrolls nothing sideways', async () => {
  const popup = await openOn(site.at('page.test'));
  const size = (await popup.evaluate(
    '({ width: innerWidth, height: innerHeight, sideways: document.documentElement.scrollWidth })',
  )) as { width: number; height: number; sideways: number };
  expect(size.width).toBe(380);
  expect(size.height).toBeLessThanOrEqual(560);
  expect(size.sideways).toBe(380);
});
