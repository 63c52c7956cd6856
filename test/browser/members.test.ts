/** The members' place in the full tab: who there is, and what an admin does with one. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { violations } from '../support/axe.ts';
import { type Verify, verifier } from '../support/check.ts';
import { createKey } from '../support/keys.ts';
import { invite, roleIdOf, setApiAccess } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { createWebhook } from '../support/webhooks.ts';
import { enter, type SettledWorld, startSettledWorld } from '../support/world.ts';

/** More than two pages of the server's, and than are drawn at once. */
const SERVICES = 420;

let world: SettledWorld;
let verify: Verify;

beforeAll(async () => {
  world = await startSettledWorld();
  await setApiAccess(world, world.admin, true);
  verify = await verifier(world, world.admin);
  const roleId = await roleIdOf(world, world.admin, 'read-only');
  const path = `/v1/orgs/${world.admin.orgId}/members`;
  for (let number = 1; number <= SERVICES; number++) {
    const body = { kind: 'service', name: `Sensor ${number}`, roleId };
    await world.request('POST', path, { token: world.admin.token, body });
  }
});

afterAll(() => world?.close());

async function open(path = 'members'): Promise<Popup> {
  const page = await world.browser.openFullTab(path);
  onTestFinished(() => page.close());
  return new Popup(page);
}

/** A member's page, with keys of theirs. */
async function withKeys(...names: string[]) {
  const person = await invite(world, world.admin);
  const keys: Awaited<ReturnType<typeof createKey>>[] = [];
  for (const name of names) keys.push(await createKey(world, person, { name }));
  return { person, keys, page: await open(`members/${person.memberId}`) };
}

const rows = (page: Page) => page.locator('tbody tr');
const codeOf = async (secret: string) => (await verify(secret, ['tasks:read'])).code;
const press = ({ dialog }: Popup, name: string) =>
  dialog.getByRole('button', { name, exact: true }).click();

describe('the table', () => {
  test('comes in parts: more as its end comes into sight', async () => {
    const tab = await open();
    await expect.poll(() => rows(tab.page).count()).toBe(100);
    await tab.says('200 members loaded so far');
    const more = tab.button('Show more');
    await expect
      .poll(async () => {
        await more.scrollIntoViewIfNeeded({ timeout: 1000 }).catch(() => {});
        return rows(tab.page).count();
      })
      .toBeGreaterThan(SERVICES);
    expect(await more.count()).toBe(0);
    expect(await tab.page.getByRole('cell', { name: 'Yes, always: admin' }).count()).toBe(1);
  });

  test('is filtered among everyone, also those not loaded yet', async () => {
    const tab = await open();
    await tab.field('Filter by name, email or role').fill(`sensor ${SERVICES}`);
    await expect.poll(() => rows(tab.page).count()).toBe(1);
    await tab.says('1 of');
    expect(await violations(tab.page)).toEqual([]);
    await tab.field('Filter by name, email or role').fill('nobody of that name');
    await tab.says('No member matches');
    await tab.press('Clear the filter');
    await tab.page.getByRole('combobox', { name: 'Show' }).selectOption('People');
    await expect.poll(() => rows(tab.page).count()).toBe(1);
    await tab.page.getByRole('combobox', { name: 'Show' }).selectOption('Everyone');
  });

  test('says that the server does not answer, and asks again', async () => {
    await world.stop();
    const tab = await open();
    await tab.says('No answer from');
    await world.restart();
    await tab.press('Try again');
    await expect.poll(() => rows(tab.page).count()).toBe(100);
  });

  test('is not shown to a member', async () => {
    await enter(world, world.desk, await invite(world, world.admin));
    onTestFinished(() => enter(world, world.desk, world.admin));
    const tab = await open();
    await tab.heading('Keys').waitFor();
    expect(await tab.button('Members').count()).toBe(0);
  });
});

describe('coming in', () => {
  test('an invitation shows its code once, with the server’s address, and it works', async () => {
    const tab = await open();
    await tab.press('Invite a person');
    await press(tab, 'Create the invitation');
    await expect.poll(() => tab.errorOf('Name')).toBe('Give a name.');
    await tab.fill({ Name: 'Ruth Amsel', Email: 'ruth@example.com' });
    expect(await violations(tab.page)).toEqual([]);
    await press(tab, 'Create the invitation');
    await tab.dialog.getByRole('heading', { name: 'Ruth Amsel is invited' }).waitFor();
    expect(await tab.dialog.textContent()).toContain(world.address);
    expect(await violations(tab.page)).toEqual([]);
    const code = await tab.dialog.locator('[data-invitation]').innerText();
    await press(tab, 'Done');
    const { status } = await world.request('POST', '/v1/invitations/accept', {
      body: { code, password: 'correct horse battery' },
    });
    expect(status).toBe(201);
    expect(await tab.page.content()).not.toContain(code);
  });

  test('an invitation that the server refuses says why, and nothing typed is lost', async () => {
    const tab = await open();
    await tab.press('Invite a person');
    await tab.fill({ Name: 'Ada again', Email: world.admin.email });
    await press(tab, 'Create the invitation');
    await tab.dialog.getByText('This person is already a member.').waitFor();
    await tab.dialog.getByText('Use another email.').waitFor();
    expect(await tab.field('Name').inputValue()).toBe('Ada again');
    expect(await tab.field('Email').inputValue()).toBe(world.admin.email);
    await press(tab, 'Cancel');
  });

  test('a service member is added, and a key for it is shown once', async () => {
    const tab = await open();
    await tab.press('Add a service member');
    await tab.fill({ Name: 'Label printer' });
    await press(tab, 'Add');
    await tab.heading('Label printer').waitFor();
    await tab.press('Create a key for it');
    await tab.heading('Create a key for Label printer').waitFor();
    await tab.fill({ Name: 'Warehouse 2' });
    await tab.permission('View tasks').check();
    await tab.press('Create key');
    const secret = await tab.secretShown();
    expect(await codeOf(secret)).toBe('valid');
    await tab.press('Done');
    await tab.says('keys of Label printer are not kept in this browser');
    await press(tab, 'Go back');
    await tab.button('Copy').click();
    await tab.press('Done');
    await tab.heading('Label printer').waitFor();
    await tab.page.getByRole('button', { name: 'Warehouse 2', exact: true }).waitFor();
    expect(await world.desk.kept()).not.toContain(secret);

    await tab.press('Deactivate');
    await tab.says('1 of its keys stops at once, and with it whatever uses it.');
    await press(tab, 'Keep');
    await tab.press('Clear keys');
    await tab.says('An admin can make new keys for it afterwards.');
    await press(tab, 'Revoke');
    await tab.says('Revoked 1 key of Label printer');
    expect(await codeOf(secret)).toBe('revoked');
  });
});

describe('one member', () => {
  test('keys are cleared after a question that names the member and counts', async () => {
    const { keys, page: tab } = await withKeys('Laptop', 'CI');
    await tab.page.getByRole('button', { name: 'Laptop', exact: true }).waitFor();
    expect(await violations(tab.page)).toEqual([]);
    await tab.press('Clear keys');
    await tab.dialog.getByRole('heading', { name: 'Revoke 2 keys of Pat?' }).waitFor();
    await expect.poll(() => tab.focused()).toBe('Keep');
    await press(tab, 'Keep');
    expect(await codeOf(keys[0]?.secret as string)).toBe('valid');
    await tab.press('Clear keys');
    await press(tab, 'Revoke all');
    await tab.says('Revoked 2 keys of Pat');
    for (const { secret } of keys) expect(await codeOf(secret)).toBe('revoked');
    await expect.poll(() => tab.page.getByRole('cell', { name: 'Revoked' }).count()).toBe(2);
  });

  test('deactivated, what it holds stops; reactivated, it works again', async () => {
    const { keys, page: tab } = await withKeys('Laptop');
    await tab.press('Deactivate');
    await tab.says('1 key of theirs stops at once');
    await press(tab, 'Deactivate');
    await tab.says('No: deactivated');
    expect(await codeOf(keys[0]?.secret as string)).toBe('member_inactive');
    await tab.press('Reactivate');
    await tab.button('Deactivate').waitFor();
    expect(await codeOf(keys[0]?.secret as string)).toBe('valid');
  });

  test('is signed out everywhere, after a question that names them; the keys go on working', async () => {
    const { person, keys, page: tab } = await withKeys('Laptop');
    const elsewhere = await world.signIn(person.email);
    await tab.press('Sign out everywhere');
    await tab.dialog.getByRole('heading', { name: 'Sign Pat out everywhere?' }).waitFor();
    await tab.says('Their keys go on working.');
    expect(await tab.focused()).toBe('Cancel');
    expect(await violations(tab.page)).toEqual([]);
    await press(tab, 'Sign out');
    await tab.says('Pat is signed out of 2 sessions');
    for (const { token } of [person, elsewhere]) {
      expect((await world.request('GET', '/v1/me', { token })).status).toBe(401);
    }
    expect(await codeOf(keys[0]?.secret as string)).toBe('valid');
    await tab.press('Sign out everywhere');
    await press(tab, 'Sign out');
    await tab.says('Pat was signed in nowhere');
  });

  test('is not signed out where there is no sign-in, or it is oneself', async () => {
    const tab = await open(`members/${world.admin.memberId}`);
    await tab.button('Change role').waitFor();
    expect(await tab.button('Sign out everywhere').count()).toBe(0);
    await tab.press('Members');
    await tab.page.getByRole('link', { name: 'Sensor 1', exact: true }).click();
    await tab.heading('Sensor 1').waitFor();
    expect(await tab.button('Sign out everywhere').count()).toBe(0);
  });

  test('a role is changed', async () => {
    const { page: tab } = await withKeys();
    await tab.press('Change role');
    await tab.dialog.getByRole('combobox', { name: 'Role' }).selectOption('read-only');
    await press(tab, 'Change');
    await tab.says('Pat has the role read-only');
  });

  test('a key of theirs is deactivated and revoked, never regenerated', async () => {
    const { keys, page: tab } = await withKeys('Laptop');
    await tab.press('Actions for Laptop');
    expect(await tab.page.getByRole('menuitem', { name: 'Regenerate' }).count()).toBe(0);
    await tab.page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await tab.says('Deactivated Laptop');
    expect(await codeOf(keys[0]?.secret as string)).toBe('disabled');
    await tab.actOn('Laptop', 'Revoke');
    await press(tab, 'Revoke');
    await tab.says('Revoked Laptop');
  });

  test('a webhook is paused and resumed', async () => {
    const person = await invite(world, world.admin);
    await createWebhook(world, person, { url: 'https://93.184.215.14/hook' });
    const tab = await open(`members/${person.memberId}`);
    await tab.press('Pause https://93.184.215.14/hook');
    await tab.page.getByRole('cell', { name: 'Paused' }).waitFor();
    expect(await violations(tab.page)).toEqual([]);
    await tab.press('Resume https://93.184.215.14/hook');
    await tab.page.getByRole('cell', { name: 'Active', exact: true }).last().waitFor();
  });

  test('that is unknown is said to be so', async () => {
    const tab = await open('members/mem_nobody');
    await tab.says('There is no such member');
    await tab.press('Back to members');
    await tab.heading('Members').waitFor();
  });
});
