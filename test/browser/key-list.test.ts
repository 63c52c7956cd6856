/** The list of keys: what a row says, what is found, what is shown. */
import { describe, expect, test } from 'vitest';
import { createKey, type KeyWish } from '../support/keys.ts';
import { invite, roleIdOf, setApiAccess } from '../support/people.ts';
import { someoneNew } from '../support/someone-new.ts';
import { enter } from '../support/world.ts';

const here = someoneNew();
const openPopup = () => here().openPopup();
const key = (wish: KeyWish) => createKey(here().world, here().person, wish);

function act(id: string, action: 'revoke' | 'disable') {
  const { world, person } = here();
  const { orgId, token } = person;
  return world.request('POST', `/v1/orgs/${orgId}/keys/${id}/${action}`, { token, body: {} });
}

test('no keys yet: says what keys are for and offers the first step', async () => {
  const popup = await openPopup();
  await popup.says('No keys yet');
  await popup.says('A key lets a script, a service or an API page act with your rights');
  await popup.press('Create key');
  await popup.heading('Create a key').waitFor();
});

describe('a row', () => {
  test('of a new key: name, prefix, active, never used, no expiry', async () => {
    const { key: made } = await key({ name: 'Nightly report' });
    const text = await (await openPopup()).rowText('Nightly report');
    expect(text).toContain(`${made.prefix}…`);
    expect(text).toContain('Active');
    expect(text).toContain('–Never used');
    expect(text).toContain('no expiry');
  });

  test('unfolds to when it was created, and what it may do', async () => {
    await key({ name: 'Nightly report', scopes: ['tasks:read', 'files:read'] });
    const popup = await openPopup();
    await popup.unfold('Nightly report');
    const fact = (name: string) => popup.factOf('Nightly report', name);
    await expect.poll(() => fact('Created')).toContain('just now');
    expect(await fact('Created')).toContain(String(new Date().getFullYear()));
    expect(await fact('Permissions')).toBe('tasks:read, files:read');
    expect(await fact('Expires')).toBe('Never');
  });

  test('says what it works for only where the role takes something away', async () => {
    const { world } = here();
    await setApiAccess(world, world.admin, true);
    const person = await invite(world, world.admin, 'member');
    await createKey(world, person, { name: 'Keeps all', scopes: ['tasks:read'] });
    await createKey(world, person, {
      name: 'Loses some',
      scopes: ['tasks:read', 'tasks:delete'],
    });
    const roleId = await roleIdOf(world, world.admin, 'read-only');
    const member = `/v1/orgs/${person.orgId}/members/${person.memberId}`;
    await world.request('PATCH', member, { token: world.admin.token, body: { roleId } });
    await enter(world, world.desk, person);

    const popup = await openPopup();
    await popup.unfold('Loses some');
    expect(await popup.factOf('Loses some', 'Works for')).toBe('tasks:read');
    await popup.unfold('Keeps all');
    expect(await popup.factOf('Keeps all', 'Permissions')).toBe('tasks:read');
    expect(await popup.row('Keeps all').getByText('Works for').count()).toBe(0);
  });

  test('of a key in use says when it was used', async () => {
    const { secret } = await key({ name: 'In use' });
    expect((await here().verify(secret, ['tasks:read'])).code).toBe('valid');
    const text = await (await openPopup()).rowText('In use');
    expect(text).toContain('used just now');
    expect(text).not.toContain('Never used');
  });

  test.for([
    { expiresIn: '90d', says: ['Active', 'ends in 3 mo'] },
    { expiresIn: '3d', says: ['Ends soon', 'ends in 3 days'] },
  ])('of a key that ends in $expiresIn', async ({ expiresIn, says }) => {
    await key({ name: 'Ends some day', expiresIn });
    const text = await (await openPopup()).rowText('Ends some day');
    for (const words of says) expect(text).toContain(words);
  });

  test('of an expired key', async () => {
    const { secret } = await key({
      name: 'Over',
      expiresAt: new Date(Date.now() + 2000).toISOString(),
    });
    await expect.poll(async () => (await here().verify(secret)).code).toBe('expired');
    const text = await (await openPopup()).rowText('Over');
    expect(text).toContain('Expired');
    expect(text).toContain('expired just now');
  });

  test('of a disabled key', async () => {
    const { key: made } = await key({ name: 'At rest' });
    await act(made.id, 'disable');
    expect(await (await openPopup()).rowText('At rest')).toContain('Disabled');
  });

  test('opens to what it has no room for', async () => {
    await key({ name: 'Looked into', scopes: ['tasks:read', 'tasks:create'] });
    const popup = await openPopup();
    await popup.row('Looked into').getByRole('button', { name: 'Looked into' }).first().click();
    await popup.says('tasks:read, tasks:create');
  });
});

test('revoked keys are shown when asked for', async () => {
  await key({ name: 'Stays' });
  const { key: gone } = await key({ name: 'Gone' });
  await act(gone.id, 'revoke');
  const popup = await openPopup();
  await popup.row('Stays').waitFor();
  expect(await popup.row('Gone').count()).toBe(0);

  await popup.showRevoked.check();
  const text = await popup.rowText('Gone');
  expect(text).toContain('Revoked');
  expect(text).toContain('revoked just now');

  await popup.showRevoked.uncheck();
  await popup.row('Gone').waitFor({ state: 'detached' });
  await popup.row('Stays').waitFor();
});

describe('search', () => {
  test.for([
    { typed: 'REPORT', finds: ['Nightly report'], by: 'name, in any case' },
    { typed: 'ni', finds: ['Nightly report', 'Night shift'], by: 'a part of the name' },
    { typed: ' shift ', finds: ['Night shift'], by: 'what stands between spaces' },
  ])('by $by', async ({ typed, finds }) => {
    for (const name of ['Nightly report', 'Night shift', 'Deployment']) await key({ name });
    const popup = await openPopup();
    await popup.row('Deployment').waitFor();
    await popup.search.fill(typed);
    await popup.row('Deployment').waitFor({ state: 'detached' });
    expect((await popup.names()).sort()).toEqual(finds.sort());
    await popup.says(`${finds.length} of 3 keys`);
  });

  test('by prefix', async () => {
    const { key: wanted } = await key({ name: 'Wanted' });
    await key({ name: 'Other' });
    const popup = await openPopup();
    await popup.row('Other').waitFor();
    await popup.search.fill(wanted.prefix);
    await popup.row('Other').waitFor({ state: 'detached' });
    expect(await popup.names()).toEqual(['Wanted']);
  });

  test('without a match says so and goes back', async () => {
    await key({ name: 'Nightly report' });
    const popup = await openPopup();
    await popup.row('Nightly report').waitFor();
    await popup.search.fill('zebra');
    await popup.says('No key matches “zebra”');
    await popup.press('Clear the search');
    await popup.row('Nightly report').waitFor();
    expect(await popup.search.inputValue()).toBe('');
  });
});

test('marks the keys that this browser can set on tabs', async () => {
  await key({ name: 'Made elsewhere' });
  const { desk } = here().world;
  await desk.ask('keys.create', {
    name: 'Made here',
    scopes: ['tasks:read'],
    expiry: { kind: 'never' },
  });
  await desk.ask('reveal.done');
  const popup = await openPopup();
  expect(await popup.rowText('Made here')).toContain('its secret is in this browser');
  expect(await popup.rowText('Made elsewhere')).not.toContain('its secret is in this browser');
});

test('a name is text, whatever it looks like', async () => {
  const name = '<img src=x onerror=alert(1)> ‮drop';
  await key({ name: name.trim() });
  const popup = await openPopup();
  await popup.page.getByRole('listitem').waitFor();
  expect(await popup.page.locator('img').count()).toBe(0);
  expect(await popup.names()).toEqual([name]);
});

test('a thousand keys are all there', async () => {
  const numbers = Array.from({ length: 1_000 }, (_, at) => at + 1);
  await Promise.all(numbers.map((number) => key({ name: `Key number ${number}` })));
  const popup = await openPopup();
  await popup.says('1,000 keys');
  await popup.row('Key number 1000').waitFor();
  await popup.search.fill('number 999');
  await expect.poll(() => popup.names()).toEqual(['Key number 999']);
});
