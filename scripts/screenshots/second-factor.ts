import type { ExtensionBrowser } from '../../test/support/extension-browser.ts';
import { Popup } from '../../test/support/popup.ts';
import { codeAt } from '../../test/support/second-factor.ts';
import { PASSWORD, PEOPLE } from '../demo/cast.ts';
import type { Camera } from './camera.ts';
import type { Office } from './office.ts';

/** Someone whose organisation begins to ask for a second factor; leaves them signed out. */
export async function walkSecondFactor(
  camera: Camera,
  popup: Popup,
  browser: ExtensionBrowser,
  office: Office,
): Promise<void> {
  await office.requireSecondFactor();
  await popup.page.reload();
  await popup.heading('Fernhill Robotics asks for a second factor').waitFor();
  await camera.shoot(popup, 'second-factor-missing', 'The organisation asks for a second factor');
  if (camera.frame.name === 'full-tab') await walkTurningOn(camera, browser);
  await popup.press('Account');
  await popup.page.getByRole('menuitem', { name: 'Sign out' }).click();
  await popup.fill({ Email: PEOPLE.maya.email, Password: PASSWORD });
  await popup.press('Sign in');
  await popup.field('Code from your authenticator').waitFor();
  await camera.shoot(popup, 'sign-in-code', 'Signing in with a second factor');
  await office.withoutSecondFactor();
}

async function walkTurningOn(camera: Camera, browser: ExtensionBrowser): Promise<void> {
  const settings = new Popup(await browser.openFullTab('settings/second-factor'));
  await settings.press('Turn on');
  await settings.dialog.getByRole('textbox', { name: 'Your password' }).fill(PASSWORD);
  await camera.shoot(settings, 'second-factor-password', 'Turning it on asks for the password');
  await settings.press('Continue');
  await settings.page.getByRole('img', { name: 'QR code' }).locator('path').waitFor();
  await camera.shoot(settings, 'second-factor-begin', 'The secret, for an authenticator');
  const secret = await settings.page.locator('.scan__secret').innerText();
  await settings.field('First code').fill(codeAt(secret.replaceAll(/\s/g, ''), Date.now()));
  await settings.press('Turn on');
  await settings.button('Copy all').waitFor();
  await camera.shoot(settings, 'second-factor-codes', 'The recovery codes, once');
  await settings.press('Done');
  await camera.shootDialog(settings, 'second-factor-leave', 'Leaving without them asks', 'Leave');
  await settings.says('8 recovery codes left.');
  await camera.shoot(settings, 'second-factor-on', 'The second factor is on');
  await settings.press('Turn off');
  await camera.shootDialog(settings, 'second-factor-off', 'Turning it off says what that means');
  await settings.page.close();
}
