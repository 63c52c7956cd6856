/** The popup by keyboard alone. */
import { expect, test } from 'vitest';
import { createKey } from '../support/keys.ts';
import { PASSWORD } from '../support/people.ts';
import { someoneNew } from '../support/someone-new.ts';

const here = someoneNew();

/** The popup over keys of these names, the first on top. */
async function over(...names: string[]) {
  const { world, person, openPopup } = here();
  const secrets = new Map<string, string>();
  for (const name of [...names].reverse()) {
    secrets.set(name, (await createKey(world, person, { name })).secret);
  }
  const popup = await openPopup();
  for (const name of names) await popup.row(name).waitFor();
  const press = async (...keys: string[]) => {
    for (const key of keys) await popup.page.keyboard.press(key);
  };
  return { popup, press, secretOf: (name: string) => secrets.get(name) ?? '' };
}

test('the search has the focus as the popup opens', async () => {
  const { popup, press } = await over('Alpha', 'Beta');
  await expect.poll(() => popup.focused()).toBe('Search keys');
  await popup.page.keyboard.type('bet');
  await popup.row('Alpha').waitFor({ state: 'detached' });
  await press('Escape');
  await popup.row('Alpha').waitFor();
  await expect.poll(() => popup.focused()).toBe('Search keys');
});

test('arrows go from the search through the rows and back', async () => {
  const { popup, press } = await over('Alpha', 'Beta', 'Gamma');
  await expect.poll(() => popup.focused()).toBe('Search keys');
  await press('ArrowDown');
  await expect.poll(() => popup.focused()).toMatch(/^Alpha/);
  await press('ArrowDown', 'ArrowDown');
  await expect.poll(() => popup.focused()).toMatch(/^Gamma/);
  await press('ArrowDown');
  await expect.poll(() => popup.focused()).toMatch(/^Gamma/);
  await press('Home');
  await expect.poll(() => popup.focused()).toMatch(/^Alpha/);
  await press('End');
  await expect.poll(() => popup.focused()).toMatch(/^Gamma/);
  await press('ArrowUp');
  await expect.poll(() => popup.focused()).toMatch(/^Beta/);
  await press('Escape');
  await expect.poll(() => popup.focused()).toBe('Search keys');
});

test('Enter opens a row, Escape closes it', async () => {
  const { popup, press } = await over('Alpha');
  await press('ArrowDown', 'Enter');
  await popup.says('Permissions');
  await press('Escape');
  await expect.poll(() => popup.row('Alpha').textContent()).not.toContain('Permissions');
  await expect.poll(() => popup.focused()).toMatch(/^Alpha/);
});

test('Tab reaches one row’s controls, then leaves the list', async () => {
  const { popup, press } = await over('Alpha', 'Beta');
  await press('ArrowDown', 'ArrowDown', 'Tab');
  await expect.poll(() => popup.focused()).toBe('Actions for Beta');
  await press('Tab');
  await expect.poll(() => popup.focused()).toBe('Create key');
});

test('the menu: opened, gone through, left', async () => {
  const { popup, press } = await over('Alpha');
  await press('ArrowDown', 'Tab', 'Enter');
  await expect.poll(() => popup.focused()).toBe('Rename');
  await press('ArrowDown', 'ArrowDown');
  await expect.poll(() => popup.focused()).toBe('Regenerate');
  await press('End');
  await expect.poll(() => popup.focused()).toBe('Delete');
  await press('ArrowDown');
  await expect.poll(() => popup.focused()).toBe('Rename');
  await press('ArrowUp');
  await expect.poll(() => popup.focused()).toBe('Delete');
  await press('d');
  await expect.poll(() => popup.focused()).toBe('Deactivate');
  await press('Escape');
  await popup.page.getByRole('menu').waitFor({ state: 'detached' });
  await expect.poll(() => popup.focused()).toBe('Actions for Alpha');
});

test('a key revoked, with the focus staying in the list', async () => {
  const { popup, press, secretOf } = await over('Alpha', 'Beta');
  await press('ArrowDown', 'Tab', 'ArrowDown');
  await expect.poll(() => popup.focused()).toBe('Rename');
  await press('r', 'r');
  await expect.poll(() => popup.focused()).toBe('Revoke');
  await press('Enter');
  await expect.poll(() => popup.focused()).toBe('Keep');
  await press('Tab');
  await expect.poll(() => popup.focused()).toBe('Revoke');
  await press('Enter');
  await popup.row('Alpha').waitFor({ state: 'detached' });
  await expect.poll(() => popup.focused()).toMatch(/^Beta/);
  expect((await here().verify(secretOf('Alpha'))).code).toBe('revoked');
});

test('a dialog keeps the focus inside, and gives it back', async () => {
  const { popup, press } = await over('Alpha');
  await press('ArrowDown', 'Tab', 'Enter', 'End', 'Enter');
  await expect.poll(() => popup.focused()).toBe('Keep');
  for (let presses = 0; presses < 6; presses += 1) {
    await press('Tab');
    const inside = await popup.page.evaluate(() => {
      const { activeElement } = document;
      // Past its last control, the browser's own bars have their turn.
      return activeElement === document.body || !!activeElement?.closest('dialog');
    });
    expect(inside).toBe(true);
  }
  await press('Escape');
  await popup.dialog.waitFor({ state: 'detached' });
  await expect.poll(() => popup.focused()).toBe('Actions for Alpha');
});

test('a key created, from the list to its secret', async () => {
  const { popup, press } = await over('Alpha');
  await press('ArrowDown', 'Tab', 'Tab', 'Enter');
  await expect.poll(() => popup.isFocused('Name')).toBe(true);
  await popup.page.keyboard.type('By keyboard');
  await press('Tab', 'ArrowRight');
  expect(await popup.page.getByRole('radio', { name: '30 days' }).isChecked()).toBe(true);
  await press('Tab');
  await expect.poll(() => popup.focused()).toBe('Search permissions');
  await popup.page.keyboard.type('view tasks');
  // The group's own box, then the permission's.
  await press('Tab', 'Tab', 'Space');
  expect(await popup.permission('View tasks').isChecked()).toBe(true);
  await press('Enter');
  await popup.heading('By keyboard').waitFor();
  await expect.poll(() => popup.focused()).toBe('Copy');
});

test('what is missing takes the focus', async () => {
  const { popup, press } = await over('Alpha');
  await popup.press('Create key');
  await popup.permission('View tasks').waitFor();
  await press('Enter');
  await expect.poll(() => popup.errorOf('Name')).toBe('Give the key a name.');
  await expect.poll(() => popup.isFocused('Name')).toBe(true);
  await popup.page.keyboard.type('Named');
  await press('Enter');
  await expect.poll(() => popup.focused()).toBe('Search permissions');
});

test('signing in', async () => {
  const { world, person, openPopup } = here();
  await world.desk.ask('session.sign-out');
  const popup = await openPopup();
  await expect.poll(() => popup.isFocused('Email')).toBe(true);
  await popup.page.keyboard.type(person.email);
  await popup.page.keyboard.press('Tab');
  await popup.page.keyboard.type(PASSWORD);
  await popup.page.keyboard.press('Enter');
  await popup.heading('Keys').waitFor();
});

test('every control that has the focus shows it', async () => {
  const { popup, press } = await over('Alpha');
  await expect.poll(() => popup.focused()).toBe('Search keys');
  const unmarked: string[] = [];
  for (let presses = 0; presses < 12; presses += 1) {
    const mark = await popup.page.evaluate(() => {
      const { activeElement } = document;
      if (!activeElement || activeElement === document.body) return null;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(activeElement);
      const ring = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2;
      return { shown: ring || boxShadow !== 'none', what: activeElement.outerHTML.slice(0, 80) };
    });
    if (mark && !mark.shown) unmarked.push(mark.what);
    await press('Tab');
  }
  expect(unmarked).toEqual([]);
});
