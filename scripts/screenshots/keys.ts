import type { Popup } from '../../test/support/popup.ts';
import type { Camera } from './camera.ts';
import type { Office } from './office.ts';

/** The list of a person with keys in every state, and a new one. */
export async function walkKeys(camera: Camera, popup: Popup): Promise<void> {
  await popup.page.getByRole('checkbox', { name: 'Show revoked' }).check();
  await popup.row('CI smoke test').nth(1).waitFor();
  await camera.shoot(popup, 'keys', 'My keys, the revoked ones too');
  await popup.page.getByRole('checkbox', { name: 'Show revoked' }).uncheck();
  await popup.unfold('Spreadsheet import');
  const row = popup.row('Spreadsheet import');
  await row.getByText('Permissions').waitFor();
  await camera.shoot(popup, 'key-details', 'A key’s row, unfolded');
  await row.getByText('Requests', { exact: true }).click();
  await row.getByRole('table', { name: 'The last requests' }).waitFor();
  await row.evaluate((element) => element.scrollIntoView({ block: 'start' }));
  await camera.shoot(popup, 'key-record', 'What a key was used for');
  await popup.unfold('Spreadsheet import');
  await popup.press('Actions for Nightly report');
  await camera.shoot(popup, 'key-menu', 'What can be done with a key');
  await popup.page.keyboard.press('Escape');
  await walkKeyDialogs(camera, popup);

  await popup.press('Sort and filter');
  await popup.page.getByRole('menu').waitFor();
  await camera.shoot(popup, 'keys-order', 'Sorted and filtered');
  await popup.page.keyboard.press('Escape');
  await walkCreate(camera, popup);
}

async function walkKeyDialogs(camera: Camera, popup: Popup): Promise<void> {
  const name = 'Nightly report';
  await popup.actOn(name, 'Rename');
  await camera.shootDialog(popup, 'rename', 'A key’s name can change', 'Cancel');
  await popup.actOn(name, 'Regenerate');
  await camera.shootDialog(popup, 'regenerate', 'Regenerating: when the old key stops');
  await popup.actOn(name, 'Revoke');
  await camera.shootDialog(popup, 'revoke', 'Revoking names the key, and Keep is the safe button');
  await popup.actOn(name, 'Delete');
  await camera.shootDialog(popup, 'delete', 'Deleting says that it is for good');
}

async function walkCreate(camera: Camera, popup: Popup): Promise<void> {
  await popup.press('Create key');
  await popup.permission('View tasks').waitFor();
  await popup.press('Create key');
  await camera.shoot(popup, 'create-incomplete', 'Create: what is missing is said where it is');
  await popup.field('Name').fill('Nightly import');
  await popup.page.getByRole('radio', { name: '90 days' }).check();
  await popup.permission('View tasks').check();
  await popup.permission('Create tasks').check();
  await camera.shoot(popup, 'create', 'Create a key');
  await popup.press('Create key');
  await popup.heading('Nightly import').waitFor();
  await camera.shoot(popup, 'reveal', 'The secret, once');
  await popup.press('Done');
  await camera.shootDialog(popup, 'leave', 'Leaving without having copied asks first', 'Leave');
}

/** Someone new, where an admin has to approve each key. */
export async function walkFirstKey(camera: Camera, popup: Popup, office: Office): Promise<void> {
  await popup.says('No keys yet');
  await camera.shoot(popup, 'no-keys', 'No keys yet');
  if (camera.frame.hasThisTab) {
    await popup.press('This tab');
    await popup.says('No key to use in this browser');
    await camera.shoot(popup, 'this-tab-no-key', 'This tab without a key to set on it');
    await popup.press('Keys');
  }
  await office.requireApproval(true);
  await popup.press('Create key');
  await popup.field('Name').fill('Badge printer');
  await popup.permission('View tasks').check();
  await popup.press('Create key');
  await popup.says('An admin has to approve this key');
  await camera.shoot(popup, 'requested', 'A key that an admin has to approve');
  await popup.press('Back to keys');
  await popup.row('Badge printer').waitFor();
  await office.approve('Badge printer');
  await office.requireApproval(false);
  await popup.page.reload();
  await popup.button('Collect the secret of Badge printer').waitFor();
  await camera.shoot(popup, 'collect', 'Approved: its secret is there to collect, once');
}
