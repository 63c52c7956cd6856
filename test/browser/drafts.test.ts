/** The popup may close at any moment: nothing typed is lost, and what was sent is forgotten. */
import { afterAll, beforeAll, beforeEach, expect, onTestFinished, test } from 'vitest';
import { type PageAndApi, startPageAndApi } from '../support/page-and-api.ts';
import { inviteOnly, PASSWORD } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import {
  enter,
  keyInBrowser,
  type SettledWorld,
  startRealServer,
  startSettledWorld,
} from '../support/world.ts';

const NEXT_YEAR = `${new Date().getFullYear() + 1}-06-30`;

let world: SettledWorld;
let site: PageAndApi;

beforeAll(async () => {
  [world, site] = await Promise.all([startSettledWorld(), startPageAndApi()]);
});

afterAll(async () => {
  await world?.close();
  await site?.close();
});

beforeEach(async () => {
  await world.desk.ask('session.disconnect');
});

async function openPopup(): Promise<Popup> {
  return new Popup(await world.browser.openPopup());
}

/** Closed the moment after the last key was pressed, and opened anew. */
async function reopened(popup: Popup): Promise<Popup> {
  await popup.page.close();
  return openPopup();
}

async function values(popup: Popup, ...labels: string[]): Promise<Record<string, string>> {
  const entries = labels.map(async (label) => [label, await popup.field(label).inputValue()]);
  return Object.fromEntries(await Promise.all(entries));
}

test('the server’s address', async () => {
  const popup = await openPopup();
  await popup.field('Server address').fill('keys.example.com');
  const again = await reopened(popup);
  expect(await again.field('Server address').inputValue()).toBe('keys.example.com');
});

test('set-up, with the password; forgotten once it is done', async () => {
  const server = await startRealServer();
  onTestFinished(() => server.close());
  await world.desk.ask('session.connect', { address: server.address });
  const typed = {
    'Setup code': server.setupCode ?? '',
    Organisation: 'Northwind',
    'Your name': 'Ada Park',
    Email: 'ada@northwind.test',
    Password: 'only typed so far',
  };
  const popup = await openPopup();
  await popup.fill(typed);

  const again = await reopened(popup);
  await again.heading('Set up the server').waitFor();
  expect(await values(again, ...Object.keys(typed))).toEqual(typed);
  expect(await world.desk.onDisk()).not.toContain('only typed so far');

  await again.press('Set up');
  await again.heading('Keys').waitFor();
  expect(await world.desk.kept()).not.toContain('only typed so far');
  await again.signOut();
  expect(await values(again, 'Email', 'Password')).toEqual({ Email: '', Password: '' });
  await again.page.close();
});

test('sign-in, with the password; forgotten once it is done', async () => {
  await world.desk.ask('session.connect', { address: world.address });
  const typed = { Email: world.admin.email, Password: PASSWORD };
  const popup = await openPopup();
  await popup.fill(typed);

  const again = await reopened(popup);
  await again.heading('Sign in').waitFor();
  expect(await values(again, 'Email', 'Password')).toEqual(typed);
  expect(await world.desk.onDisk()).not.toContain(PASSWORD);

  await again.press('Sign in');
  await again.heading('Keys').waitFor();
  expect(await world.desk.kept()).not.toContain(PASSWORD);
  await again.page.close();
});

test('an invitation, with the password', async () => {
  const { code } = await inviteOnly(world, world.admin, { email: 'grace@example.com' });
  await world.desk.ask('session.connect', { address: world.address });
  const typed = { 'Invitation code': code, Password: 'a password of her own' };
  const popup = await openPopup();
  await popup.press('I have an invitation');
  await popup.fill(typed);

  const again = await reopened(popup);
  await again.heading('Accept an invitation').waitFor();
  expect(await values(again, ...Object.keys(typed))).toEqual(typed);
  await again.press('Accept and sign in');
  await again.heading('Keys').waitFor();
  const kept = await world.desk.kept();
  expect(kept).not.toContain('a password of her own');
  expect(kept).not.toContain(code);
  await again.page.close();
});

test('a key half-way created; once it is made, the form is empty', async () => {
  await enter(world, world.desk, world.admin);
  const popup = await openPopup();
  await popup.press('Create key');
  await popup.field('Name').fill('Half-way');
  await popup.page.getByRole('radio', { name: 'A date' }).check();
  await popup.field('Date').fill(NEXT_YEAR);
  await popup.permission('View tasks').check();
  await popup.permission('Create tasks').check();
  await popup.searchPermissions.fill('tasks');

  const again = await reopened(popup);
  await again.heading('Create a key').waitFor();
  expect(await values(again, 'Name', 'Date')).toEqual({ Name: 'Half-way', Date: NEXT_YEAR });
  expect(await again.page.getByRole('radio', { name: 'A date' }).isChecked()).toBe(true);
  expect(await again.searchPermissions.inputValue()).toBe('tasks');
  expect(await again.permission('View tasks').isChecked()).toBe(true);
  expect(await again.permission('Create tasks').isChecked()).toBe(true);
  expect(await again.permission('Delete tasks').isChecked()).toBe(false);
  await again.page.getByText(/^2 of \d+ chosen$/).waitFor();

  await again.press('Create key');
  await again.secretShown();
  await again.done();
  await again.press('Create key');
  expect(await again.field('Name').inputValue()).toBe('');
  expect(await again.page.getByRole('radio', { name: 'Never' }).isChecked()).toBe(true);
  expect(await again.searchPermissions.inputValue()).toBe('');
  await again.page.getByText(/^0 of \d+ chosen$/).waitFor();
  await again.page.close();
});

test('a key half-way renamed, and what is searched for; each forgotten when it is done', async () => {
  await enter(world, world.desk, world.admin);
  const { key } = await keyInBrowser(world.desk, { name: 'Nightly report' });
  await keyInBrowser(world.desk, { name: 'Deployment' });
  const popup = await openPopup();
  await popup.row('Deployment').waitFor();
  await popup.search.fill('nightly');
  await popup.row('Deployment').waitFor({ state: 'detached' });
  await popup.actOn('Nightly report', 'Rename');
  await popup.field('Name').fill('Nightly import');

  const again = await reopened(popup);
  await again.dialog.getByRole('heading', { name: 'Rename Nightly report' }).waitFor();
  expect(await again.field('Name').inputValue()).toBe('Nightly import');
  expect(await again.search.inputValue()).toBe('nightly');
  await again.dialog.getByRole('button', { name: 'Cancel' }).click();
  await again.dialog.waitFor({ state: 'detached' });

  const third = await reopened(again);
  await third.row('Nightly report').waitFor();
  expect(await third.dialog.count()).toBe(0);
  await third.actOn('Nightly report', 'Rename');
  expect(await third.field('Name').inputValue()).toBe('Nightly report');
  await third.field('Name').fill('Nightly import');
  await third.dialog.getByRole('button', { name: 'Rename' }).click();
  await third.row('Nightly import').waitFor();
  await third.search.fill('');
  await third.row('Deployment').waitFor();

  const fourth = await reopened(third);
  await fourth.row('Deployment').waitFor();
  expect(await fourth.search.inputValue()).toBe('');
  expect(await fourth.dialog.count()).toBe(0);
  await world.desk.ask('keys.delete', { id: key.id });
  await fourth.page.close();
});

test('given up, it is not asked for again, but what was typed stays', async () => {
  await enter(world, world.desk, world.admin);
  const popup = await openPopup();
  await popup.press('Create key');
  await popup.field('Name').fill('Perhaps later');
  await popup.press('Cancel');
  await popup.heading('Keys').waitFor();

  const again = await reopened(popup);
  await again.heading('Keys').waitFor();
  await again.press('Create key');
  expect(await again.field('Name').inputValue()).toBe('Perhaps later');
  await again.page.close();
});

test('a secret that was not looked at to the end is shown again, until Done', async () => {
  await enter(world, world.desk, world.admin);
  const popup = await openPopup();
  const secret = await popup.createKey('Shown twice', 'View tasks');

  const again = await reopened(popup);
  expect(await again.secretShown()).toBe(secret);
  await again.done();

  const third = await reopened(again);
  await third.heading('Keys').waitFor();
  expect(await third.page.content()).not.toContain(secret);
  await third.page.close();
});

test('the place, and what was chosen for a page', async () => {
  await enter(world, world.desk, world.admin);
  await world.desk.allow('page.test');
  await keyInBrowser(world.desk, { name: 'First made' });
  await keyInBrowser(world.desk, { name: 'Made last' });
  const page = await world.browser.context.newPage();
  await page.goto(site.pageOrigin);
  const popup = new Popup(await world.browser.openPopup(page));
  await popup.openThisTab();
  await popup.choose({ key: 'First made', header: 'X-Things-Key' });
  await popup.page.close();

  const again = new Popup(await world.browser.openPopup(page));
  await again.heading('This tab').waitFor();
  await again.page.getByRole('radio', { name: 'X-Things-Key', checked: true }).waitFor();
  const chosen = again.page.getByRole('combobox', { name: 'Key' }).locator('option:checked');
  expect(await chosen.textContent()).toContain('First made');
  await again.page.close();
});

test('another person begins with empty forms', async () => {
  await enter(world, world.desk, world.admin);
  const popup = await openPopup();
  await popup.press('Create key');
  await popup.field('Name').fill('Typed by Ada');
  await popup.permission('View tasks').check();
  await popup.signOut();
  expect(await world.desk.kept()).not.toContain('Typed by Ada');
  await popup.fill({ Email: world.admin.email, Password: PASSWORD });
  await popup.press('Sign in');
  await popup.heading('Keys').waitFor();
  await popup.press('Create key');
  expect(await popup.field('Name').inputValue()).toBe('');
  await popup.page.getByText(/^0 of \d+ chosen$/).waitFor();
  await popup.page.close();
});
