/** The secret, shown once: copied, as a command, and left. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Verify, verifier } from '../support/check.ts';
import type { Listening } from '../support/listen.ts';
import { invite } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import {
  enter,
  openPopupOn,
  type SettledWorld,
  startSettledWorld,
  startTasksApi,
} from '../support/world.ts';

const run = promisify(execFile);

let world: SettledWorld;
let api: Listening;
let verify: Verify;

beforeAll(async () => {
  world = await startSettledWorld();
  api = await startTasksApi(world, world.admin);
  verify = await verifier(world, world.admin);
  await world.browser.context.grantPermissions(['clipboard-read', 'clipboard-write']);
});

afterAll(async () => {
  await world?.close();
  await api?.close();
});

beforeEach(async () => {
  await enter(world, world.desk, await invite(world, world.admin, 'admin'));
});

async function openPopup(): Promise<Popup> {
  const popup = new Popup(await world.browser.openPopup());
  onTestFinished(() => popup.page.close());
  return popup;
}

function clipboard({ page }: Popup): Promise<string> {
  return page.evaluate('navigator.clipboard.readText()');
}

test('Copy puts the secret, and nothing else, on the clipboard', async () => {
  const popup = await openPopup();
  const secret = await popup.createKey('Copied', 'View tasks');
  await popup.press('Copy');
  await popup.says('Copied. The secret is not shown again after Done.');
  expect(await clipboard(popup)).toBe(secret);
  expect((await verify(secret, ['tasks:read'])).code).toBe('valid');
});

test('Done after copying leads to the list, without the secret in the page', async () => {
  const popup = await openPopup();
  const secret = await popup.createKey('Done with', 'View tasks');
  await popup.done();
  expect(await popup.dialog.count()).toBe(0);
  await popup.row('Done with').waitFor();
  expect(await popup.page.content()).not.toContain(secret);
});

test('Done is not held up, and asks nothing, where the background is slow to hear of the copy', async () => {
  const popup = await openPopup();
  await popup.createKey('Copied in a hurry', 'View tasks');
  await popup.page.evaluate(`{
    const { runtime } = globalThis.browser ?? chrome;
    const send = runtime.sendMessage;
    runtime.sendMessage = (...args) =>
      args[0].name === 'clipboard.copied'
        ? new Promise((go) => { globalThis.hear = () => go(send.apply(runtime, args)); })
        : send.apply(runtime, args);
  }`);
  await popup.done();
  expect(await popup.dialog.count()).toBe(0);
  await popup.page.evaluate('hear()');
  await popup.row('Copied in a hurry').waitFor();
  expect(await world.desk.ask('reveal.get')).toBeNull();
});

describe('leaving without having copied', () => {
  test('asks first; the way back has the focus and keeps it', async () => {
    const popup = await openPopup();
    const secret = await popup.createKey('Not copied', 'View tasks');
    await popup.press('Done');
    await popup.dialog
      .getByRole('heading', { name: 'Leave without copying Not copied?' })
      .waitFor();
    await expect.poll(() => popup.focused()).toBe('Go back');
    await popup.page.keyboard.press('Enter');
    await popup.dialog.waitFor({ state: 'detached' });
    expect(await popup.secretShown()).toBe(secret);
  });

  test('can be meant', async () => {
    const popup = await openPopup();
    await popup.createKey('Left alone', 'View tasks');
    await popup.press('Done');
    await popup.dialog.getByRole('button', { name: 'Leave' }).click();
    await popup.row('Left alone').waitFor();
  });

  test('that it was copied is remembered when the popup closes', async () => {
    const popup = await openPopup();
    await popup.createKey('Copied before', 'View tasks');
    await popup.press('Copy');
    await popup.says('Copied. The secret is not shown again after Done.');
    await popup.page.close();
    const again = await openPopup();
    await again.says('Copied. The secret is not shown again after Done.');
    await again.press('Done');
    await again.row('Copied before').waitFor();
  });
});

describe('as a command', () => {
  test('it runs against the page’s API', async () => {
    const page = await world.browser.context.newPage();
    await page.goto(api.url);
    await page.getByText('List tasks').first().waitFor();
    const popup = await openPopupOn(world, page);
    const secret = await popup.createKey('For the terminal', 'View tasks');
    await popup.press('Copy as curl');
    await popup.says('Copied. The secret is not shown again after Done.');
    const command = await clipboard(popup);
    expect(command).toContain(secret);
    expect(command).toContain(`'${api.url}/'`);

    // As a person does: the command, with the path of a call behind its address.
    const call = command.replace(`'${api.url}/'`, `'${api.url}/tasks'`);
    const { stdout } = await run('/bin/sh', ['-c', `${call} --silent --show-error`]);
    expect(JSON.parse(stdout).items.length).toBeGreaterThan(0);
    const without = call.replace(secret, `kt_${'0'.repeat(36)}`);
    const refused = await run('/bin/sh', ['-c', `${without} --silent --show-error`]);
    expect(JSON.parse(refused.stdout).status).toBe(401);
    await popup.page.close();
    await page.close();
  });

  test('what is shown of it hides the secret', async () => {
    const popup = await openPopup();
    const secret = await popup.createKey('Half hidden', 'View tasks');
    const shown = await popup.page.locator('code.curl').innerText();
    expect(shown).toContain(`curl -H 'Authorization: Bearer ${secret.slice(0, 7)}…'`);
    expect(shown).not.toContain(secret);
  });
});

test('used on the tab in front, straight from there', async () => {
  const page = await world.browser.context.newPage();
  await page.goto(api.url);
  await page.getByText('List tasks').first().waitFor();
  const popup = await openPopupOn(world, page);
  await popup.createKey('Straight on', 'View tasks');
  await popup.press('Use on this tab');
  await popup.says('until you close it');
  const status = await page.evaluate(async () => (await fetch('/tasks')).status);
  expect(status).toBe(200);
  await popup.page.close();
  await page.close();
});
