/** API access, turned by an admin: who is told what, and what the next check answers. */
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Verify, verifier } from '../support/check.ts';
import { createKey } from '../support/keys.ts';
import {
  type BuiltInRole,
  invite,
  roleIdOf,
  secondOrg,
  setApiAccess,
  type TestPerson,
} from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { enter, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
/** The admin in an organisation of the test's own, whose switch is off. */
let admin: TestPerson;
let verify: Verify;

beforeAll(async () => {
  world = await startSettledWorld();
});

afterAll(async () => {
  await world?.close();
});

beforeEach(async () => {
  admin = await secondOrg(world, world.admin);
  verify = await verifier(world, admin);
});

/** The popup as that person sees it. */
async function openAs(person: TestPerson): Promise<Popup> {
  await enter(world, world.desk, person);
  await world.desk.ask('session.switch-org', { orgId: person.orgId });
  const popup = new Popup(await world.browser.openPopup());
  onTestFinished(() => popup.page.close());
  return popup;
}

async function memberWithKey(role: BuiltInRole = 'member') {
  const person = await invite(world, admin, role);
  const made = await createKey(world, person, { name: 'Nightly report' });
  return { person, ...made };
}

async function codeOf(secret: string): Promise<string> {
  return (await verify(secret, ['tasks:read'])).code;
}

describe('the admin’s switch', () => {
  test('off: the confirmation counts whom it stops, and the next checks fail', async () => {
    await setApiAccess(world, admin, true);
    const first = await memberWithKey();
    await createKey(world, first.person, { name: 'Another' });
    const second = await memberWithKey('read-only');
    const own = await createKey(world, admin, { name: 'The admin’s' });
    expect(await codeOf(first.secret)).toBe('valid');

    const popup = await openAs(admin);
    await popup.openAccess();
    await popup.says('3 keys of 2 people work because of it.');
    await popup.accessSwitch.click();
    await popup.dialog.getByRole('heading', { name: 'Turn API access off for Globex?' }).waitFor();
    await popup.says('3 keys of 2 people will stop at once.');
    await expect.poll(() => popup.focused()).toBe('Keep on');
    expect(await codeOf(first.secret)).toBe('valid');

    await popup.dialog.getByRole('button', { name: 'Turn off' }).click();
    await popup.says('API access is off');
    expect(await popup.accessSwitch.getAttribute('aria-checked')).toBe('false');
    expect(await codeOf(first.secret)).toBe('api_access_off');
    expect(await codeOf(second.secret)).toBe('api_access_off');
    expect(await codeOf(own.secret)).toBe('valid');
  });

  test('on: the confirmation counts whom it starts, and the next checks pass', async () => {
    await setApiAccess(world, admin, true);
    const { secret } = await memberWithKey();
    await setApiAccess(world, admin, false);
    expect(await codeOf(secret)).toBe('api_access_off');

    const popup = await openAs(admin);
    await popup.openAccess();
    await popup.accessSwitch.click();
    await popup.says('1 key of 1 person will work again at once');
    await expect.poll(() => popup.focused()).toBe('Keep off');
    await popup.dialog.getByRole('button', { name: 'Turn on' }).click();
    await popup.says('API access is on');
    expect(await popup.accessSwitch.getAttribute('aria-checked')).toBe('true');
    expect(await codeOf(secret)).toBe('valid');
  });

  test('kept as it is, nothing changes', async () => {
    await setApiAccess(world, admin, true);
    const { secret } = await memberWithKey();
    const popup = await openAs(admin);
    await popup.openAccess();
    await popup.accessSwitch.click();
    await popup.dialog.getByRole('button', { name: 'Keep on' }).click();
    await popup.dialog.waitFor({ state: 'detached' });
    expect(await popup.accessSwitch.getAttribute('aria-checked')).toBe('true');
    expect(await codeOf(secret)).toBe('valid');
  });

  test('counts anew as it asks', async () => {
    await setApiAccess(world, admin, true);
    const popup = await openAs(admin);
    await popup.openAccess();
    await popup.says('Only admins hold working keys now.');
    await memberWithKey();
    await popup.accessSwitch.click();
    await popup.says('1 key of 1 person will stop at once.');
  });
});

describe('a member', () => {
  test('while it is off sees why there is nothing to create, and whom to ask', async () => {
    const popup = await openAs(await invite(world, admin));
    await popup.says('API access is off in Globex');
    await popup.says('Ask an admin of Globex to turn it on.');
    expect(await popup.button('Create key').count()).toBe(0);
    expect(await popup.button('Access').count()).toBe(0);
    await popup.openThisTab();
    await popup.says('API access is off in Globex');
    expect(await popup.button('Use on this tab').count()).toBe(0);
  });

  test('sees the keys there are, suspended', async () => {
    await setApiAccess(world, admin, true);
    const { person } = await memberWithKey();
    await setApiAccess(world, admin, false);
    const popup = await openAs(person);
    await popup.row('Nightly report').filter({ hasText: 'Suspended' }).waitFor();
  });

  test('may create as soon as it is on', async () => {
    const person = await invite(world, admin);
    const popup = await openAs(person);
    await popup.says('API access is off in Globex');
    await popup.page.close();
    await setApiAccess(world, admin, true);
    const again = await openAs(person);
    const secret = await again.createKey('At last', 'View tasks');
    expect(await codeOf(secret)).toBe('valid');
  });

  test('whose role may hold no keys is told so', async () => {
    await setApiAccess(world, admin, true);
    const roleId = await roleIdOf(world, admin, 'read-only');
    await world.request('PATCH', `/v1/orgs/${admin.orgId}/roles/${roleId}`, {
      token: admin.token,
      body: { apiAccess: false },
    });
    const popup = await openAs(await invite(world, admin, 'read-only'));
    await popup.says('The role read-only may not use API keys');
    await popup.says('Ask an admin of Globex to allow it or to give you another role.');
    expect(await popup.button('Create key').count()).toBe(0);
  });
});

describe('the permissions on offer', () => {
  const CASES = [
    {
      role: 'read-only',
      offered: ['View tasks'],
      kept: ['Create tasks', 'Delete tasks', 'Check keys'],
    },
    { role: 'member', offered: ['View tasks', 'Delete tasks'], kept: ['Check keys'] },
  ] as const;

  test.for(CASES)('to someone who is $role', async ({ role, offered, kept }) => {
    await setApiAccess(world, admin, true);
    const popup = await openAs(await invite(world, admin, role));
    await popup.press('Create key');
    for (const label of offered) await popup.permission(label).waitFor();
    for (const label of kept) expect(await popup.permission(label).count()).toBe(0);
  });

  test('to the admin, Keyturn’s own too, by name', async () => {
    const popup = await openAs(admin);
    await popup.press('Create key');
    await popup.permission('View tasks').waitFor();
    await popup.permission('Check keys').waitFor();
  });

  test('a key of someone read-only is refused what the role does not allow', async () => {
    await setApiAccess(world, admin, true);
    const popup = await openAs(await invite(world, admin, 'read-only'));
    const secret = await popup.createKey('Only looks', 'View tasks');
    expect((await verify(secret, ['tasks:read'])).code).toBe('valid');
    expect((await verify(secret, ['tasks:delete'])).code).toBe('insufficient_scope');
  });
});
