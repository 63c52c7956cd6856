/** A second factor, as its owner meets it: turned on, asked for, and asked for by an organisation. */
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Org } from '../../shared/contract/orgs.ts';
import { violations } from '../support/axe.ts';
import { called } from '../support/cli.ts';
import { Desk } from '../support/desk.ts';
import { ExtensionBrowser } from '../support/extension-browser.ts';
import {
  invite,
  inviteOnly,
  PASSWORD,
  secondOrg,
  setApiAccess,
  type TestPerson,
} from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { startRecorder } from '../support/recorder.ts';
import {
  addSecondFactor,
  codeAt,
  STEP,
  signInWith as signInAt,
  wrongCode,
} from '../support/second-factor.ts';
import { enter, keyInBrowser, type RealServer, settle, startRealServer } from '../support/world.ts';

const CODE = 'Code from your authenticator';

/** The server's, which takes each code once: it goes on for the next. */
let ahead = 0;
const clock = {
  now: () => Date.now() + ahead,
  advance: (milliseconds: number) => {
    ahead += milliseconds;
  },
};

let server: RealServer;
let browser: ExtensionBrowser;
let desk: Desk;
let admin: TestPerson;

beforeAll(async () => {
  [server, browser] = await Promise.all([
    startRealServer(undefined, clock.now),
    ExtensionBrowser.launch(),
  ]);
  [admin, desk] = await Promise.all([settle(server), Desk.open(browser)]);
  await setApiAccess(server, admin, true);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** One that the server has not taken yet. */
function nextCode(secret: string): string {
  clock.advance(STEP);
  return codeAt(secret, clock.now());
}

async function openPopup(about?: Page): Promise<Popup> {
  const popup = new Popup(await browser.openPopup(about));
  onTestFinished(() => popup.page.close());
  return popup;
}

async function openFullTab(place: string): Promise<Popup> {
  const tab = new Popup(await browser.openFullTab(place));
  onTestFinished(() => tab.page.close());
  return tab;
}

const press = ({ dialog }: Popup, name: string) =>
  dialog.getByRole('button', { name, exact: true }).click();

/** Someone of the organisation, signed in in the browser with nothing but a password. */
async function someone(): Promise<TestPerson> {
  const person = await invite(server, admin);
  await enter(server, desk, person);
  return person;
}

/** A page with a key of the person's set on its tab. */
async function setOnSite(name: string): Promise<Page> {
  const recorder = await startRecorder();
  onTestFinished(() => recorder.close());
  const pageOrigin = recorder.at('page.test');
  const page = await browser.context.newPage();
  onTestFinished(() => page.close());
  await page.goto(pageOrigin);
  await desk.allow('page.test');
  const { key } = await keyInBrowser(desk, { name });
  await desk.ask('tab.use', {
    tabId: await browser.tabId(page),
    keyId: key.id,
    pageOrigin,
    apiOrigins: [pageOrigin],
    header: { kind: 'bearer' },
  });
  return page;
}

/** From the settings' button to the recovery codes; gives the secret. */
async function turnOn(settings: Popup): Promise<string> {
  await settings.press('Turn on');
  await settings.dialog.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
  await press(settings, 'Continue');
  const secret = await secretShown(settings);
  await settings.field('First code').fill(nextCode(secret));
  await settings.press('Turn on');
  await settings.button('Copy all').waitFor();
  return secret;
}

async function secretShown({ page }: Popup): Promise<string> {
  const shown = await page.locator('.scan__secret').innerText();
  return shown.replaceAll(/\s/g, '');
}

async function signInWith(popup: Popup, { email }: TestPerson): Promise<void> {
  await popup.fill({ Email: email, Password: PASSWORD });
  await popup.press('Sign in');
  await popup.field(CODE).waitFor();
}

test('it is turned on, asked for, wrong, right, and turned off with a recovery code', async () => {
  const person = await someone();
  const settings = await openFullTab('settings');
  await settings.press('Turn on');
  await settings.dialog.getByRole('textbox', { name: 'Your password' }).fill('not the password');
  await press(settings, 'Continue');
  await settings.dialog.getByText('The present password is wrong.').waitFor();
  await expect.poll(() => settings.isFocused('Your password')).toBe(true);
  expect(await violations(settings.page)).toEqual([]);
  await settings.dialog.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
  await press(settings, 'Continue');
  await settings.page.getByRole('img', { name: 'QR code' }).locator('path').waitFor();
  expect(await settings.isFocused('First code')).toBe(true);
  expect(await violations(settings.page)).toEqual([]);
  const secret = await secretShown(settings);

  // The same again after the tab was closed on the way to the authenticator.
  await settings.page.reload();
  await settings.field('First code').fill(wrongCode(secret, clock.now()));
  expect(await secretShown(settings)).toBe(secret);
  await settings.press('Turn on');
  await expect.poll(() => settings.errorOf('First code')).toContain('wrong, used or over');
  await expect.poll(() => settings.isFocused('First code')).toBe(true);
  await settings.field('First code').fill(codeAt(secret, clock.now()));
  await settings.press('Turn on');
  await expect.poll(() => settings.focused()).toBe('Copy all');
  expect(await violations(settings.page)).toEqual([]);

  const codes = await settings.page.locator('.recovery-codes li').allInnerTexts();
  expect(codes).toHaveLength(8);
  await settings.press('Done');
  await settings.dialog.getByText('neither copied nor downloaded').waitFor();
  expect(await settings.focused()).toBe('Go back');
  await press(settings, 'Go back');
  await settings.page.reload();
  const [file] = await Promise.all([
    settings.page.waitForEvent('download'),
    settings.press('Download'),
  ]);
  expect(file.suggestedFilename()).toBe('keyturn-recovery-codes.txt');
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain(`${person.email}, ${server.address}`);
  for (const code of codes) expect(text).toContain(code);
  expect(await desk.onDisk()).not.toContain(codes[0]);
  await settings.press('Done');
  await settings.says('8 recovery codes left.');
  expect(await desk.kept()).not.toContain(codes[0]);
  await settings.page.close();

  const popup = await openPopup();
  await popup.signOut();
  await signInWith(popup, person);
  await expect.poll(() => popup.isFocused(CODE)).toBe(true);
  expect(await popup.errorOf(CODE)).toBeNull();
  expect(await violations(popup.page)).toEqual([]);
  await popup.press('Sign in');
  await expect.poll(() => popup.errorOf(CODE)).toBe(`${CODE} must not be empty.`);
  await popup.field(CODE).fill(wrongCode(secret, clock.now()));
  await popup.press('Sign in');
  await expect.poll(() => popup.errorOf(CODE)).toContain('This code is wrong, used or over.');
  await expect.poll(() => popup.isFocused(CODE)).toBe(true);
  await popup.field(CODE).fill(nextCode(secret));
  await popup.press('Sign in');
  await popup.heading('Keys').waitFor();

  await popup.signOut();
  await signInWith(popup, person);
  await popup.field(CODE).fill((codes[0] as string).toLowerCase());
  await popup.press('Sign in');
  await popup.heading('Keys').waitFor();

  const again = await openFullTab('settings');
  await again.says('7 recovery codes left.');
  await again.press('Turn off');
  expect(await again.focused()).toBe('Keep');
  expect(await violations(again.page)).toEqual([]);
  await again.dialog.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
  await again.dialog.getByRole('textbox', { name: CODE }).fill(codes[0] as string);
  await press(again, 'Turn off');
  await again.dialog.getByText('This code is wrong, used or over.').waitFor();
  await again.dialog.getByRole('textbox', { name: CODE }).fill(codes[1] as string);
  await press(again, 'Turn off');
  await again.says('Off: your password alone signs you in.');
});

test('nothing typed is lost while the person looks at the authenticator', async () => {
  const person = await someone();
  const settings = await openFullTab('settings');
  const secret = await turnOn(settings);
  const popup = await openPopup();
  await popup.signOut();
  await signInWith(popup, person);
  await popup.page.close();

  const back = await openPopup();
  await expect.poll(() => back.isFocused(CODE)).toBe(true);
  expect(await back.field('Email').inputValue()).toBe(person.email);
  await back.field(CODE).fill(nextCode(secret));
  await back.press('Sign in');
  await back.heading('Keys').waitFor();

  // Another account: nothing is asked of it before the server does.
  await back.signOut();
  await signInWith(back, person);
  await back.field('Email').fill(admin.email);
  await expect.poll(() => back.field(CODE).count()).toBe(0);
});

test('a reset code lets in with a new password, and the second factor is still asked for', async () => {
  const NEW_PASSWORD = 'nine red kites over Leeds';
  const person = await invite(server, admin);
  await enter(server, desk, person);
  const settings = await openFullTab('settings/second-factor');
  const secret = await turnOn(settings);
  const popup = await openPopup();
  await popup.signOut();
  await server.stop();
  const { stdout } = await called(['reset-admin', '--email', person.email], {
    KEYTURN_DATA_DIR: server.dataDir,
  });
  await server.restart();
  const code = /^Reset code: (\S+)$/m.exec(stdout)?.[1] ?? '';

  await popup.press('I have a reset code');
  expect(await violations(popup.page)).toEqual([]);
  await popup.fill({ Email: person.email, 'Reset code': 'not the code' });
  await popup.field('New password').fill(NEW_PASSWORD);
  await popup.press('Set it and sign in');
  await expect.poll(() => popup.errorOf('Reset code')).toContain('wrong, used or over');
  await popup.field('Reset code').fill(` ${code} `);
  await popup.press('Set it and sign in');
  await popup.says('Your new password is set');
  await expect.poll(() => popup.isFocused(CODE)).toBe(true);
  expect(await violations(popup.page)).toEqual([]);
  await popup.field(CODE).fill(nextCode(secret));
  await popup.press('Sign in');
  await popup.heading('Keys').waitFor();
});

test('an invitation to a person who has one asks for the code, too', async () => {
  const person = await invite(server, admin);
  const { secret } = await addSecondFactor({ request: server.request, clock }, person);
  const { code } = await inviteOnly(server, await secondOrg(server, admin), person);
  await desk.ask('session.disconnect');
  await desk.ask('session.connect', { address: server.address });
  const popup = await openPopup();
  await popup.press('I have an invitation');
  await popup.fill({ 'Invitation code': code, Password: PASSWORD });
  await popup.press('Accept and sign in');
  await expect.poll(() => popup.isFocused(CODE)).toBe(true);
  await popup.field(CODE).fill(wrongCode(secret, clock.now()));
  await popup.press('Accept and sign in');
  await expect.poll(() => popup.errorOf(CODE)).toContain('This code is wrong, used or over.');
  expect(await popup.field('Invitation code').inputValue()).toBe(code);
  await popup.field(CODE).fill(nextCode(secret));
  await popup.press('Accept and sign in');
  await popup.heading('Keys').waitFor();
  await popup.press('Account');
  await popup.page.getByRole('menuitemradio', { name: 'Globex' }).waitFor();
});

const EVERYONE = 'Everyone signs in with a second factor';

/** Whether everyone of the organisation has to have one. */
async function asked(): Promise<boolean> {
  const { token, orgId } = admin;
  const { body } = await server.request<Org>('GET', `/v1/orgs/${orgId}`, { token });
  return body.policy.requireSecondFactor;
}

async function ask(requireSecondFactor: boolean): Promise<void> {
  const { token, orgId } = admin;
  const body = { policy: { requireSecondFactor } };
  await server.request('PATCH', `/v1/orgs/${orgId}`, { token, body });
}

async function toOrg(popup: Popup, name: string): Promise<void> {
  await popup.press('Account');
  await popup.page.getByRole('menuitemradio', { name }).click();
}

test('an organisation that asks for one says so, and opens once it is on', async () => {
  await enter(server, desk, admin);
  const policies = await openFullTab('policies');
  const everyone = policies.page.getByRole('switch', { name: EVERYONE });
  await everyone.click();
  await policies.press('Save');
  await expect.poll(() => everyone.getAttribute('aria-invalid')).toBe('true');
  expect(await everyone.evaluate((field) => field === document.activeElement)).toBe(true);
  expect(await violations(policies.page)).toEqual([]);
  await policies.press('Open the settings');
  await expect.poll(() => policies.focused()).toBe('Second factor');
  await policies.page.close();
  // That ends the browser's session, but not the one over HTTP.
  const { secret } = await addSecondFactor({ request: server.request, clock }, admin);
  const { email } = admin;
  await desk.ask('session.sign-in', {
    email,
    password: PASSWORD,
    secondFactorCode: nextCode(secret),
  });
  const again = await openFullTab('policies');
  await again.page.getByRole('switch', { name: EVERYONE }).click();
  await again.press('Save');
  await again.says('Policies are saved');
  expect(await asked()).toBe(true);
  await again.page.close();
  await ask(false);

  await secondOrg(server, await someone());
  const site = await setOnSite('Nightly report');
  const popup = await openPopup(site);
  await popup.heading('Keys').waitFor();
  // While the popup is open: the next thing that is asked says it.
  await ask(true);
  const list = desk.ask('keys.list', { showRevoked: false });
  await expect(list).rejects.toThrow('second_factor_missing');
  await popup.says('Acme asks for a second factor');
  expect(await violations(popup.page)).toEqual([]);
  // What is set is not out of sight.
  await popup.press('This tab');
  await popup.press('Stop');
  await popup.heading('Acme asks for a second factor').waitFor();
  await toOrg(popup, 'Globex');
  await popup.heading('Keys').waitFor();
  await toOrg(popup, 'Acme');
  await popup.heading('Acme asks for a second factor').waitFor();
  const [page] = await Promise.all([
    browser.context.waitForEvent('page'),
    popup.press('Turn on a second factor'),
  ]);
  onTestFinished(() => page.close());
  const settings = new Popup(page);
  await settings.heading('Settings').waitFor();
  await expect.poll(() => settings.focused()).toBe('Second factor');
  await settings.press('Keys');
  await settings.press('Turn on a second factor');
  await turnOn(settings);
  await popup.heading('Keys').waitFor();
  await settings.press('Copy all');
  await settings.press('Done');
  await settings.press('Keys');
  await settings.heading('Keys').waitFor();
});

test('the settings warn when few recovery codes are left, and when none is', async () => {
  const person = await someone();
  const added = await addSecondFactor({ request: server.request, clock }, person);
  const [first, ...recoveryCodes] = added.recoveryCodes;
  // Turning it on has ended the browser's own session.
  const { email } = person;
  await desk.ask('session.sign-in', { email, password: PASSWORD, secondFactorCode: first });
  const settings = await openFullTab('settings');
  const shows = async (use: number, ...texts: string[]) => {
    for (const code of recoveryCodes.splice(0, use)) {
      expect((await signInAt(server, person, code)).status).toBe(201);
    }
    await settings.page.reload();
    for (const text of texts) await settings.says(text);
  };
  await shows(4, '3 recovery codes left.');
  expect(await settings.page.getByText('off and on again').count()).toBe(0);
  await shows(1, 'Only 2 recovery codes left', 'off and on again');
  expect(await violations(settings.page)).toEqual([]);
  await shows(2, 'No recovery code is left');
});
