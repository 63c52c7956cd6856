/** What is done with a key from its row, and what an API's backend is told afterwards. */
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import { type Verify, verifier } from '../support/check.ts';
import { createKey } from '../support/keys.ts';
import { Popup } from '../support/popup.ts';
import { type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let verify: Verify;

beforeAll(async () => {
  world = await startSettledWorld();
  verify = await verifier(world, world.admin);
});

afterAll(async () => {
  await world?.close();
});

/** A key of that name, and the popup with its row. */
async function shown(name: string): Promise<{ popup: Popup; key: Key; secret: string }> {
  const made = await createKey(world, world.admin, { name });
  const popup = new Popup(await world.browser.openPopup());
  onTestFinished(() => popup.page.close());
  await popup.row(name).waitFor();
  return { popup, ...made };
}

async function codeOf(secret: string): Promise<string> {
  return (await verify(secret, ['tasks:read'])).code;
}

test('rename', async () => {
  const { popup, key } = await shown('Old name');
  await popup.actOn('Old name', 'Rename');
  expect(await popup.field('Name').inputValue()).toBe('Old name');
  await popup.field('Name').fill('  New name  ');
  await popup.dialog.getByRole('button', { name: 'Rename' }).click();
  await popup.row('New name').waitFor();
  await popup.says('Renamed to New name');
  const { orgId, token } = world.admin;
  const { body } = await world.request<Key>('GET', `/v1/orgs/${orgId}/keys/${key.id}`, { token });
  expect(body.name).toBe('New name');
});

test('rename to nothing is not possible', async () => {
  const { popup } = await shown('Keeps its name');
  await popup.actOn('Keeps its name', 'Rename');
  await popup.field('Name').fill('   ');
  await expect.poll(() => popup.errorOf('Name')).toBe('Name must not be empty.');
  await popup.field('Name').press('Enter');
  await popup.field('Name').press('Escape');
  await popup.dialog.waitFor({ state: 'detached' });
  await popup.row('Keeps its name').waitFor();
});

test('deactivate and activate', async () => {
  const { popup, secret } = await shown('On and off');
  expect(await codeOf(secret)).toBe('valid');
  await popup.actOn('On and off', 'Deactivate');
  await popup.says('Deactivated On and off');
  expect(await popup.rowText('On and off')).toContain('Disabled');
  expect(await codeOf(secret)).toBe('disabled');
  await popup.actOn('On and off', 'Activate');
  await popup.row('On and off').filter({ hasText: 'Disabled' }).waitFor({ state: 'detached' });
  expect(await codeOf(secret)).toBe('valid');
});

test('regenerate: the old key stops, the new one is revealed', async () => {
  const { popup, secret } = await shown('Turned over');
  await popup.actOn('Turned over', 'Regenerate');
  await popup.dialog.getByRole('button', { name: 'Regenerate' }).click();
  await popup.heading('Turned over').waitFor();
  const renewed = await popup.secretShown();
  expect(renewed).not.toBe(secret);
  expect(await codeOf(secret)).toBe('revoked');
  expect(await codeOf(renewed)).toBe('valid');
  await popup.done();
  expect(await popup.rowText('Turned over')).toContain('its secret is in this browser');
});

test('regenerate with a grace: both work until then', async () => {
  const { popup, secret } = await shown('Swapped slowly');
  await popup.actOn('Swapped slowly', 'Regenerate');
  await popup.dialog.getByRole('radio', { name: 'In 1 hour' }).check();
  await popup.dialog.getByRole('button', { name: 'Regenerate' }).click();
  const renewed = await popup.secretShown();
  expect(await codeOf(secret)).toBe('valid');
  expect(await codeOf(renewed)).toBe('valid');
  await popup.done();
  await popup.row('Swapped slowly').filter({ hasText: 'ends in 1 hr' }).waitFor();
});

test('revoke asks first, names the key, and the safe button has the focus', async () => {
  const { popup, secret } = await shown('Nearly gone');
  await popup.actOn('Nearly gone', 'Revoke');
  await popup.dialog.getByRole('heading', { name: 'Revoke Nearly gone?' }).waitFor();
  await popup.says('Whatever uses it stops at once. This cannot be undone.');
  await expect.poll(() => popup.focused()).toBe('Keep');

  await popup.page.keyboard.press('Escape');
  await popup.dialog.waitFor({ state: 'detached' });
  expect(await codeOf(secret)).toBe('valid');

  await popup.actOn('Nearly gone', 'Revoke');
  await popup.page.keyboard.press('Enter');
  await popup.dialog.waitFor({ state: 'detached' });
  expect(await codeOf(secret)).toBe('valid');

  await popup.revoke('Nearly gone');
  await popup.row('Nearly gone').waitFor({ state: 'detached' });
  await popup.says('Revoked Nearly gone');
  expect(await codeOf(secret)).toBe('revoked');
});

test('delete: gone from the list for good, and unusable', async () => {
  const { popup, secret } = await shown('Deleted');
  await popup.actOn('Deleted', 'Delete');
  await popup.dialog.getByRole('heading', { name: 'Delete Deleted?' }).waitFor();
  await expect.poll(() => popup.focused()).toBe('Keep');
  await popup.dialog.getByRole('button', { name: 'Delete' }).click();
  await popup.row('Deleted').waitFor({ state: 'detached' });
  await popup.showRevoked.check();
  await expect.poll(() => popup.names()).not.toContain('Deleted');
  expect(await codeOf(secret)).toBe('not_found');
});

test('what has happened to a key meanwhile is said where it was tried', async () => {
  const { popup, key } = await shown('Revoked meanwhile');
  const { orgId, token } = world.admin;
  await world.request('POST', `/v1/orgs/${orgId}/keys/${key.id}/revoke`, { token, body: {} });
  await popup.actOn('Revoked meanwhile', 'Deactivate');
  await popup.says('The key is revoked for good.');
  await popup.says('Create another key.');
});
