/** The server stops answering: what was known stays on the screen, and nothing pretends. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Popup } from '../support/popup.ts';
import { keyInBrowser, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;

beforeEach(async () => {
  world = await startSettledWorld();
  await keyInBrowser(world.desk, { name: 'Nightly report' });
  await world.desk.ask('keys.list', { showRevoked: false });
});

afterEach(async () => {
  await world?.close();
});

test('the last known list is painted with a notice, a change says no answer, and it recovers', async () => {
  const { host } = new URL(world.address);
  await world.stop();
  const popup = new Popup(await world.browser.openPopup());
  await popup.row('Nightly report').waitFor();
  await popup.says('Check that the server is running');
  expect(await noAnswer(popup, host)).toBe(1);

  await popup.actOn('Nightly report', 'Deactivate');
  await expect.poll(() => noAnswer(popup, host)).toBe(2);
  expect(await popup.row('Nightly report').textContent()).toContain('Active');

  await world.restart();
  await popup.actOn('Nightly report', 'Deactivate');
  await popup.row('Nightly report').getByText('Disabled').first().waitFor();
  await expect.poll(() => noAnswer(popup, host)).toBe(0);
});

/** How many notices say so; the header says it without a full stop. */
function noAnswer({ page }: Popup, host: string): Promise<number> {
  return page.getByText(`No answer from ${host}.`).count();
}
