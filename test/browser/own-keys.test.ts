/** The one switch for a personal key, and the record of a key. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { type Verify, verifier } from '../support/check.ts';
import { createKey } from '../support/keys.ts';
import { Popup } from '../support/popup.ts';
import { type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let verify: Verify;
let popup: Popup;

beforeAll(async () => {
  world = await startSettledWorld();
  verify = await verifier(world, world.admin);
});

afterAll(() => world?.close());

beforeEach(async () => {
  popup = new Popup(await world.browser.openPopup());
  return () => popup.page.close();
});

describe('the personal key', () => {
  const theSwitch = () => popup.page.getByRole('switch', { name: /^Personal key/ });

  test('on is made and shown once; off is revoked after a question', async () => {
    await theSwitch().click();
    const secret = await popup.secretShown();
    expect((await verify(secret, ['tasks:delete'])).code).toBe('valid');
    await popup.done();
    await expect.poll(() => theSwitch().getAttribute('aria-checked')).toBe('true');

    await theSwitch().click();
    await popup.dialog.getByRole('heading', { name: 'Turn the personal key off?' }).waitFor();
    await expect.poll(() => popup.focused()).toBe('Keep');
    expect(await violations(popup.page)).toEqual([]);
    expect((await verify(secret, ['tasks:delete'])).code).toBe('valid');
    await popup.dialog.getByRole('button', { name: 'Turn off' }).click();
    await expect.poll(() => theSwitch().getAttribute('aria-checked')).toBe('false');
    expect((await verify(secret, ['tasks:delete'])).code).toBe('revoked');
  });
});

describe('a key’s record', () => {
  test('shows its days and its last requests, each with its outcome', async () => {
    const { secret } = await createKey(world, world.admin, { name: 'Watched' });
    await verify(secret, ['tasks:read']);
    await verify(secret, ['tasks:delete']);
    await popup.page.reload();
    await popup.unfold('Watched');
    await popup.row('Watched').getByText('Requests', { exact: true }).click();
    await popup.says('1 request allowed, 1 refused in the last 30 days');
    await popup.says('Permission missing');
    const table = popup.page.getByRole('table', { name: 'The last requests' });
    expect(await table.getByRole('row').count()).toBe(3);
    const days = popup.page.getByRole('table', { name: 'The last 30 days' });
    expect(await days.getByRole('row').last().textContent()).toMatch(/^\d{4}-\d\d-\d\d11$/);
    expect(await violations(popup.page)).toEqual([]);
  });

  test('of a key that was never used says so', async () => {
    await createKey(world, world.admin, { name: 'Untouched' });
    await popup.page.reload();
    await popup.unfold('Untouched');
    await popup.row('Untouched').getByText('Requests', { exact: true }).click();
    await popup.says('It was not used in the last 30 days.');
    await popup.says('No request was recorded.');
  });
});
