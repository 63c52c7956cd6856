import type { ExtensionBrowser } from '../../test/support/extension-browser.ts';
import { Popup } from '../../test/support/popup.ts';
import { PASSWORD } from '../demo/cast.ts';
import type { Camera } from './camera.ts';

/** The vault is set up in the settings, which are in the full tab alone. */
export async function walkVault(
  camera: Camera,
  popup: Popup,
  browser: ExtensionBrowser,
): Promise<void> {
  const isFullTab = camera.frame.name === 'full-tab';
  await popup.actOn('Nightly import', 'Copy as');
  await popup.dialog.waitFor();
  await camera.shoot(popup, 'copy-as', 'A key in this browser, copied as it is wanted');
  await popup.page.keyboard.press('Escape');
  const settings = new Popup(await browser.openFullTab('settings'));
  await settings.page.getByText('This browser', { exact: true }).waitFor();
  if (isFullTab) await camera.shoot(settings, 'settings', 'Settings');
  await settings.field('Passphrase').fill(PASSWORD);
  await settings.field('The passphrase again').fill(PASSWORD);
  await settings.press('Keep keys in a vault');
  await settings.button('Lock now').waitFor();
  if (isFullTab) {
    await camera.shoot(settings, 'settings-vault', 'The vault, open');
    await settings.press('Change passphrase');
    await camera.shootDialog(settings, 'vault-change', 'Another passphrase', 'Cancel');
  }
  await settings.press('Lock now');
  await popup.says('The keys kept in this browser are locked');
  await camera.shoot(popup, 'locked', 'The keys in this browser are locked');
  if (camera.frame.hasThisTab) {
    await popup.press('This tab');
    await popup.says('The keys kept in this browser are locked');
    await camera.shoot(popup, 'this-tab-locked', 'This tab while the keys are locked');
    await popup.press('Keys');
  }
  await popup.press('Unlock');
  await popup.dialog.waitFor();
  await camera.shoot(popup, 'unlock', 'Unlocking asks for the passphrase');
  await popup.page.keyboard.press('Escape');
  await settings.press('Reset the vault');
  await settings.dialog.waitFor();
  if (isFullTab) await camera.shoot(settings, 'vault-reset', 'Resetting says what is lost');
  await settings.dialog.getByRole('button', { name: 'Reset the vault' }).click();
  await settings.dialog.waitFor({ state: 'detached' });
  await settings.page.close();
}
