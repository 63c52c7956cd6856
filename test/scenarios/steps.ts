/** What people do in more than one scenario. */
import { PASSWORD } from '../support/people.ts';
import type { Screen } from './driver.ts';

export async function connect(popup: Screen, address: string): Promise<void> {
  await popup.fill('Server address', address);
  await popup.says('Keyturn 0.1.0');
  await popup.press('Continue');
}

/** From first run to the list of keys, as the first admin. */
export async function setUp(popup: Screen, address: string, setupCode: string): Promise<void> {
  await connect(popup, address);
  await popup.fill('Setup code', setupCode);
  await popup.fill('Organisation', 'Northwind');
  await popup.fill('Your name', 'Ada Park');
  await popup.fill('Email', 'ada@northwind.test');
  await popup.fill('Password', PASSWORD);
  await popup.press('Set up');
  await popup.says('No keys yet');
}

export async function signIn(popup: Screen, address: string, email: string): Promise<void> {
  await connect(popup, address);
  await popup.fill('Email', email);
  await popup.fill('Password', PASSWORD);
  await popup.press('Sign in');
  await popup.says('No keys yet');
}

/** From the list to the list; gives the secret that was shown in between. */
export async function createKey(popup: Screen, name: string, permission: string): Promise<string> {
  await popup.press('Create key');
  await popup.fill('Name', name);
  await popup.check(permission);
  await popup.press('Create key');
  const secret = await secretShown(popup);
  await leaveReveal(popup);
  return secret;
}

export async function secretShown(popup: Screen): Promise<string> {
  await popup.says('kt_');
  const secret = /kt_[0-9A-Za-z]{36}/.exec((await popup.text()).replaceAll(/\s/g, ''))?.[0];
  if (!secret) throw new Error('no secret is shown');
  return secret;
}

/** Without a copy, which it asks about. */
export async function leaveReveal(popup: Screen): Promise<void> {
  await popup.press('Done');
  await popup.press('Leave');
}

export async function stop(popup: Screen): Promise<void> {
  await popup.press('This tab');
  await popup.press('Stop');
  await popup.waitForButton('Use on this tab');
}

export async function revoke(popup: Screen, name: string): Promise<void> {
  await popup.press('Keys');
  await popup.press(`Actions for ${name}`);
  await popup.choose('Revoke');
  await popup.press('Revoke');
  await popup.says(`Revoked ${name}`);
}

export async function signOut(popup: Screen): Promise<void> {
  await popup.press('Account');
  await popup.choose('Sign out');
  await popup.waitForButton('Sign in');
}
