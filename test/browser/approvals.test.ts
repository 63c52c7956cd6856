/** Keys that an admin has to approve: asked for, decided, collected. */
import { afterAll, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import type { Key } from '../../shared/contract/keys.ts';
import { violations } from '../support/axe.ts';
import { type Verify, verifier } from '../support/check.ts';
import { invite, setApiAccess, type TestPerson } from '../support/people.ts';
import { Popup } from '../support/popup.ts';
import { enter, type SettledWorld, startSettledWorld } from '../support/world.ts';

let world: SettledWorld;
let verify: Verify;
let member: TestPerson;

beforeAll(async () => {
  world = await startSettledWorld();
  verify = await verifier(world, world.admin);
  await setApiAccess(world, world.admin, true);
  await world.request('PATCH', `/v1/orgs/${world.admin.orgId}`, {
    token: world.admin.token,
    body: { policy: { requireApproval: true } },
  });
});

afterAll(() => world?.close());

beforeEach(async () => {
  member = await invite(world, world.admin);
});

async function openFullTab(person: TestPerson, path: string): Promise<Popup> {
  await enter(world, world.desk, person);
  const page = await world.browser.openFullTab(path);
  onTestFinished(() => page.close());
  return new Popup(page);
}

async function openPopup(person: TestPerson): Promise<Popup> {
  await enter(world, world.desk, person);
  const page = await world.browser.openPopup();
  onTestFinished(() => page.close());
  return new Popup(page);
}

async function asked(name: string): Promise<Key> {
  const { status, body } = await world.request<{ key: Key }>(
    'POST',
    `/v1/orgs/${member.orgId}/keys`,
    { token: member.token, body: { name, scopes: ['tasks:read'] } },
  );
  expect(status).toBe(202);
  return body.key;
}

async function decided(key: Key, verb: 'approve' | 'deny', body?: object): Promise<void> {
  const { status } = await world.request('POST', `/v1/orgs/${key.orgId}/keys/${key.id}/${verb}`, {
    token: world.admin.token,
    ...(body && { body }),
  });
  expect(status).toBe(200);
}

describe('who asks', () => {
  test('is told what happens now, and sees the key pending', async () => {
    const popup = await openPopup(member);
    await popup.press('Create key');
    await popup.field('Name').fill('Nightly report');
    await popup.permission('View tasks').check();
    await popup.press('Create key');
    await popup.says('An admin has to approve this key');
    expect(await violations(popup.page)).toEqual([]);
    expect(await popup.focused()).toBe('Back to keys');
    await popup.press('Back to keys');
    expect(await popup.rowText('Nightly report')).toContain('Pending');
    expect(await popup.button('Collect the secret of Nightly report').count()).toBe(0);
  });

  test('collects the secret of an approved key, once', async () => {
    const key = await asked('Collected');
    await decided(key, 'approve');
    const popup = await openPopup(member);
    await popup.press('Collect the secret of Collected');
    const secret = await popup.secretShown();
    expect((await verify(secret, ['tasks:read'])).code).toBe('valid');
    await popup.done();
    expect(await popup.rowText('Collected')).not.toContain('Pending');
    expect(await popup.button('Collect the secret of Collected').count()).toBe(0);
  });

  test('reads why a key was denied', async () => {
    const key = await asked('Denied');
    await decided(key, 'deny', { reason: 'Use the service member' });
    const popup = await openPopup(member);
    await popup.unfold('Denied');
    expect(await popup.factOf('Denied', 'Reason')).toBe('Use the service member');
  });
});

describe('the admin', () => {
  test('sees how many wait, approves one and denies one with a reason', async () => {
    const [first, second] = [await asked('First'), await asked('Second')];
    const tab = await openFullTab(world.admin, 'approvals');
    const place = tab.page
      .getByRole('navigation', { name: 'Places' })
      .getByRole('button', { name: 'Approvals' });
    await expect.poll(() => place.textContent()).toMatch(/Approvals\d/);
    const before = Number(/\d+/.exec((await place.textContent()) ?? '')?.[0]);
    expect(await world.desk.evaluate('chrome.action.getBadgeText({})')).toBe(String(before));
    expect(await violations(tab.page)).toEqual([]);

    await tab.press('Approve First of Pat');
    await tab.says('Approved First. Pat can collect its secret now.');
    expect(await statusOf(first)).toBe('awaiting_collection');

    await tab.press('Deny Second of Pat');
    await tab.field('Reason').fill('Too wide');
    expect(await violations(tab.page)).toEqual([]);
    expect(await tab.focused()).not.toBe('Deny');
    await tab.dialog.getByRole('button', { name: 'Deny' }).click();
    await tab.says('Denied Second');
    expect(await statusOf(second)).toBe('denied');
    await expect
      .poll(() => world.desk.evaluate('chrome.action.getBadgeText({})'))
      .toBe(before === 2 ? '' : String(before - 2));
  });

  async function statusOf({ id, orgId }: Key) {
    const { body } = await world.request<Key>('GET', `/v1/orgs/${orgId}/keys/${id}`, {
      token: world.admin.token,
    });
    return body.statusReason;
  }
});
