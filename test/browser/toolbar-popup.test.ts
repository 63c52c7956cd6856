/** The popup as the toolbar really opens it. */
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
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

beforeEach(() => world.desk.forgetDrafts());

const shows = (text: string) => `document.body?.innerText.includes(${JSON.stringify(text)})`;

async function openOn(url: string, words = 'This tab'): Promise<ToolbarPopup> {
  const page = await world.browser.context.newPage();
  await page.goto(url);
  const popup = await world.browser.triggerAction(page);
  onTestFinished(async () => {
    await popup.close();
    await page.close();
  });
  await popup.waitFor(shows(words));
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
  // A long form scrolls between the bars, and the page with them does not.
  await popup.click('.main__action button');
  await popup.waitFor(`document.querySelectorAll('[type=checkbox]').length > 10`);
  expect(await popup.evaluate('document.documentElement.scrollHeight')).toBeLessThanOrEqual(560);
});

test('nothing moves between its first paint and the server’s answer', async () => {
  for (let at = 1; at <= 8; at += 1) await keyInBrowser(world.desk, { name: `Key ${at}` });
  await world.desk.ask('keys.list', { showRevoked: false });
  const popup = await openOn(site.at('page.test'));
  const drawn = await popup.evaluate('document.body.offsetHeight');
  await popup.waitFor(`!!document.querySelector('[title$=": answers"]')`);
  expect(await popup.evaluate('document.body.offsetHeight')).toBe(drawn);
  const moved = await popup.evaluate(`new Promise((resolve) => {
    const shifts = [];
    new PerformanceObserver((list) => {
      for (const { value, hadRecentInput } of list.getEntries()) shifts.push(value, hadRecentInput);
    }).observe({ type: 'layout-shift', buffered: true });
    // Told of what came before within the next frames.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(shifts))));
  })`);
  expect(moved).toEqual([]);
});

test('what was typed in it is there again', async () => {
  const first = await openOn(site.at('page.test'));
  await first.evaluate(PLACE('Keys'));
  await first.click('.main__action button');
  await first.waitFor(`document.activeElement?.matches('input[maxlength="100"]')`);
  await first.evaluate(`document.execCommand('insertText', false, 'Half-way')`);
  await first.close();
  const again = await openOn(site.at('page.test'), 'Create a key');
  expect(await again.evaluate(`document.querySelector('input[maxlength="100"]').value`)).toBe(
    'Half-way',
  );
});

test('the button says it over the tab that has the key, and over no other', async () => {
  const [here, elsewhere] = [
    await world.browser.context.newPage(),
    await world.browser.context.newPage(),
  ];
  await world.desk.allow('badge.test');
  onTestFinished(() => world.browser.removeHost('http://badge.test/*'));
  const pageOrigin = site.at('badge.test');
  for (const page of [here, elsewhere]) await page.goto(pageOrigin);
  const tabId = await world.browser.tabId(here);
  const otherId = await world.browser.tabId(elsewhere);
  const { key } = await keyInBrowser(world.desk, { name: 'Shown by the badge' });
  await world.desk.ask('tab.use', {
    tabId,
    keyId: key.id,
    pageOrigin,
    apiOrigins: [pageOrigin],
    header: { kind: 'bearer' },
  });
  expect(await world.desk.title(tabId)).toContain('is set on this tab');
  expect(await world.desk.title(otherId)).not.toContain('is set on this tab');
  await world.desk.ask('tab.stop', { tabId });
  expect(await world.desk.title(tabId)).not.toContain('is set on this tab');
});
