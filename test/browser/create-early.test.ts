/** A key sent off before its permissions are on the screen. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { Popup } from '../support/popup.ts';
import { type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;

beforeAll(async () => {
  world = await startSettledWorld();
  await world.browser.context.addInitScript(HOLD_PERMISSIONS);
});

afterAll(async () => {
  await world?.close();
});

/** In our pages the question for the permissions is asked once `letGo()` is called. */
const HOLD_PERMISSIONS = `{
  const gate = new Promise((resolve) => { globalThis.letGo = resolve; });
  const runtimes = new Set([globalThis.chrome?.runtime, globalThis.browser?.runtime]);
  for (const runtime of runtimes) {
    const send = runtime?.sendMessage?.bind(runtime);
    if (send) runtime.sendMessage = (message, ...rest) =>
      message?.name === 'keys.permissions'
        ? gate.then(() => send(message, ...rest))
        : send(message, ...rest);
  }
}`;

async function typedEarly(scopes: string[]): Promise<Popup> {
  await world.desk.writeDraft('create-key', {
    name: 'Early',
    expiry: 'never',
    date: '',
    scopes,
    search: '',
  });
  const popup = new Popup(await world.browser.openPopup());
  onTestFinished(() => popup.page.close());
  await popup.press('Create key');
  await popup.field('Name').press('Enter');
  await popup.page.locator('[aria-busy=true]').getByText('Create key').waitFor();
  return popup;
}

test('Enter waits for them, then creates it', async () => {
  const popup = await typedEarly(['tasks:read']);
  await popup.page.evaluate('letGo()');
  await popup.heading('Early').waitFor();
  expect(await popup.secretShown()).toMatch(/^kt_/);
  await popup.done();
});

test('or says what is missing', async () => {
  const popup = await typedEarly([]);
  await popup.page.evaluate('letGo()');
  await popup.says('Choose at least one permission.');
  expect(await popup.page.locator('[aria-busy=true]').count()).toBe(0);
});
