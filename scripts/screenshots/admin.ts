import type { Popup } from '../../test/support/popup.ts';
import type { Camera } from './camera.ts';

/** The places that only the full tab has, each with what it has come to show when it is drawn. */
const PLACES = [
  { place: 'members', shows: 'Warehouse sync', what: 'Members, and who holds keys' },
  { place: 'approvals', shows: 'Wall display', what: 'Keys that wait for an approval' },
  { place: 'roles', shows: 'Built in', what: 'Roles' },
  { place: 'roles/new', shows: 'Everything about tasks', what: 'A new role' },
  { place: 'policies', shows: 'Longest lifetime, in days', what: 'Policies' },
  { place: 'audit', shows: 'denied the key', what: 'The audit log, in plain words' },
];

export async function walkAdmin(camera: Camera, popup: Popup): Promise<void> {
  for (const { place, shows, what } of PLACES) {
    await popup.page.evaluate((to) => {
      location.hash = to;
    }, place);
    await popup.says(shows);
    await camera.shoot(popup, place.replace('/', '-'), what);
  }
  await popup.page.getByRole('button', { name: /^Approvals/ }).click();
  await popup.page.getByRole('button', { name: /^Deny Wall display/ }).click();
  await camera.shootDialog(popup, 'deny', 'Denying a key, with a reason');
  await popup.press('Members');
  await walkComingIn(camera, popup);
  await walkMember(camera, popup);
}

async function walkComingIn(camera: Camera, popup: Popup): Promise<void> {
  await popup.press('Add a service member');
  await popup.field('Name').fill('Label printer');
  await popup.dialog.getByRole('combobox', { name: 'Role' }).waitFor();
  await camera.shootDialog(popup, 'service', 'A service member', 'Cancel');
  await popup.press('Invite a person');
  await popup.fill({ Name: 'Ruth Amsel', Email: 'ruth@fernhill.example' });
  await popup.dialog.getByRole('combobox', { name: 'Role' }).waitFor();
  await camera.shoot(popup, 'invite', 'Inviting a person');
  await popup.press('Create the invitation');
  await popup.says('Ruth Amsel is invited');
  await camera.shootDialog(popup, 'invited', 'The invitation’s code, once', 'Done');
}

async function walkMember(camera: Camera, popup: Popup): Promise<void> {
  await popup.page.getByRole('link', { name: 'Tomasz Wilk' }).click();
  await popup.page.getByRole('button', { name: 'Spreadsheet import', exact: true }).click();
  await popup.page.getByText('Requests', { exact: true }).click();
  await popup.page.getByRole('table', { name: 'The last requests' }).waitFor();
  await camera.shoot(popup, 'member', 'A member, and the record of one of their keys');
  await popup.press('Change role');
  await popup.dialog.getByRole('combobox', { name: 'Role' }).waitFor();
  await camera.shootDialog(popup, 'change-role', 'Another role reaches every key', 'Cancel');
  await popup.press('Deactivate');
  await camera.shootDialog(popup, 'deactivate', 'Deactivating says what stops');
  await popup.press('Sign out everywhere');
  const everywhere = 'Signing a member out everywhere';
  await camera.shootDialog(popup, 'sign-out-everywhere', everywhere, 'Cancel');
  await popup.press('Clear keys');
  await popup.button('Revoke all').waitFor();
  await camera.shootDialog(popup, 'clear-keys', 'Clearing keys names the member and counts them');
}

export async function walkAccess(camera: Camera, popup: Popup): Promise<void> {
  await popup.openAccess();
  await camera.shoot(popup, 'access', 'The organisation’s API-access switch');
  const role = popup.page.getByRole('switch', { name: 'API keys for member' });
  if (camera.frame.name === 'full-tab') {
    await role.click();
    await camera.shootDialog(
      popup,
      'access-role',
      'A role’s switch says what will stop',
      'Keep on',
    );
  }
  await popup.accessSwitch.click();
  const off = 'Turning it off says what will stop';
  await camera.shootDialog(popup, 'access-confirm', off, 'Turn off');
}
